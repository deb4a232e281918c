package com.sanocrm.platform.consent;

import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.AccountId;

/**
 * Answers by {@link ConsentRules} from the facts that the asked service has: consent-service from
 * its own store, every other service from its projection of what consent-service published.
 */
public interface ConsentDecisions {
    /** Decides for now, for a use by the platform itself; ask again for the next use. */
    ConsentDecision decide(AccountId person, Purpose purpose, BrowserSignals signals);
}
