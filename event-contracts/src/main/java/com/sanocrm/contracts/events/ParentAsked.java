package com.sanocrm.contracts.events;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ChildCaseId;
import java.time.Instant;

/** A parent is to be asked by mail about a child's account. */
public record ParentAsked(
        ChildCaseId caseId,
        /* The child's. */
        AccountId accountId,
        /* Base64 of the UTF-8 e-mail address, sealed (HPKE) with the case's id as context. */
        String sealedEmail,
        /* BCP 47, for the mail's language. */
        String language,
        /* Names the question; an earlier one's link is void. */
        Instant askedAt,
        /* Until when it can be answered. */
        Instant expiresAt)
        implements Event {

    @Override
    public EventType eventType() {
        return EventType.PARENT_ASKED;
    }

    @Override
    public String key() {
        return caseId.value();
    }
}
