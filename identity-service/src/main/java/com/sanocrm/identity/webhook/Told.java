package com.sanocrm.identity.webhook;

import com.sanocrm.contracts.events.AccountChanged;
import com.sanocrm.contracts.events.CareRelationshipChanged;
import com.sanocrm.contracts.events.ConsentChanged;
import com.sanocrm.contracts.events.MessageSent;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ConversationId;
import com.sanocrm.contracts.id.MessageId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.contracts.id.RelationshipId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a partner is told of an event: the least with which it can ask for the rest. What is not
 * here does not leave, whatever the event gains.
 */
sealed interface Told {
    record Account(AccountId accountId, AccountChanged.Status status, Instant registeredAt)
            implements Told {
        static Account from(AccountChanged event) {
            return new Account(event.accountId(), event.status(), event.registeredAt());
        }
    }

    record Relationship(
            RelationshipId relationshipId,
            PartnerId partnerId,
            AccountId patientId,
            List<AccountId> clinicianIds,
            CareRelationshipChanged.Status status,
            Instant since,
            @Nullable Instant until)
            implements Told {
        static Relationship from(CareRelationshipChanged event) {
            return new Relationship(
                    event.relationshipId(),
                    event.partnerId(),
                    event.patientId(),
                    event.clinicianIds().stream()
                            .sorted(java.util.Comparator.comparing(AccountId::value))
                            .toList(),
                    event.status(),
                    event.since(),
                    event.until());
        }
    }

    /** Not which choices: {@code /consent-decisions} answers for a purpose that is at hand. */
    record Consent(AccountId accountId, long version, Instant changedAt) implements Told {
        static Consent from(ConsentChanged event) {
            return new Consent(event.accountId(), event.version(), event.changedAt());
        }
    }

    /** Not its category, which may hint at a person's health. */
    record Message(
            MessageId messageId,
            ConversationId conversationId,
            AccountId patientId,
            AccountId senderId,
            Instant sentAt)
            implements Told {
        static Message from(MessageSent event) {
            return new Message(
                    event.messageId(),
                    event.conversationId(),
                    event.patientId(),
                    event.senderId(),
                    event.sentAt());
        }
    }
}
