package com.sanocrm.analytics.usage;

import com.sanocrm.contracts.events.AccountChanged;
import com.sanocrm.contracts.events.AccountChanged.AgeBand;
import com.sanocrm.contracts.events.AccountChanged.Sex;
import com.sanocrm.contracts.events.AccountChanged.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a person, generalised by identity-service before it came here.
 *
 * @param restrictedSince null unless the data may only be stored (GDPR Art. 18)
 */
public record Profile(
        Status status,
        @Nullable AgeBand ageBand,
        @Nullable Sex sex,
        @Nullable String country,
        @Nullable String region,
        @Nullable Instant restrictedSince) {
    static Profile of(AccountChanged account) {
        return new Profile(
                account.status(),
                account.ageBand(),
                account.sex(),
                account.country(),
                account.region(),
                account.restrictedSince());
    }
}
