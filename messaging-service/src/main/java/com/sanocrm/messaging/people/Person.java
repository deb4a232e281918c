package com.sanocrm.messaging.people;

import com.sanocrm.contracts.Jurisdiction;
import com.sanocrm.contracts.events.AccountChanged;
import com.sanocrm.contracts.events.AccountChanged.Role;
import com.sanocrm.contracts.events.AccountChanged.Status;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import java.util.Set;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * Somebody with an account, as far as messaging needs to know.
 *
 * @param jurisdiction where the person lives
 * @param staffOf the partner that the person works for; null for patients
 */
public record Person(
        @BsonId AccountId id,
        Status status,
        Jurisdiction jurisdiction,
        Set<Role> roles,
        @Nullable PartnerId staffOf) {
    static Person from(AccountChanged event) {
        return new Person(
                event.accountId(),
                event.status(),
                Jurisdiction.of(event.country()),
                event.roles(),
                event.staffOf());
    }
}
