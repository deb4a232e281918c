package com.sanocrm.consent.recipient;

import com.sanocrm.contracts.Jurisdiction;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.RecipientId;
import com.sanocrm.platform.consent.Recipient;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * Somebody outside with a contract. The entry stays when the contract ends, because disclosures
 * refer to it.
 *
 * @param country ISO 3166-1 alpha-2, where the data would go
 * @param endedAt when the contract was ended before its time; null if it was not
 */
public record RegisteredRecipient(
        @BsonId RecipientId recipientId,
        String name,
        String country,
        Contract contract,
        @Nullable Instant endedAt) {

    /**
     * What binds the recipient.
     *
     * @param reference where the document is kept
     * @param purposes for which data may be received, and no other
     * @param runsUntil the last day; null if it runs until it is ended
     */
    public record Contract(
            LocalDate signedOn,
            String signatory,
            String reference,
            Set<Purpose> purposes,
            @Nullable LocalDate runsUntil) {
        public Contract {
            purposes = Set.copyOf(purposes);
        }
    }

    /** Whether the contract binds on that day. */
    boolean isBoundOn(LocalDate day) {
        return endedAt == null
                && !contract.signedOn().isAfter(day)
                && (contract.runsUntil() == null || !contract.runsUntil().isBefore(day));
    }

    /** A repeat keeps the first time. */
    RegisteredRecipient ended(Instant now) {
        return endedAt == null
                ? new RegisteredRecipient(recipientId, name, country, contract, now)
                : this;
    }

    /** As the rules of consent ask. */
    Recipient askedOn(LocalDate day) {
        return new Recipient.Registered(
                isBoundOn(day), contract.purposes(), Jurisdiction.of(country) != Jurisdiction.UAE);
    }
}
