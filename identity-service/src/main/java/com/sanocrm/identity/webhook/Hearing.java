package com.sanocrm.identity.webhook;

import com.sanocrm.contracts.events.AccountChanged;
import com.sanocrm.contracts.events.AccountChanged.Status;
import com.sanocrm.contracts.events.CareRelationshipChanged;
import com.sanocrm.contracts.events.ConsentChanged;
import com.sanocrm.contracts.events.MessageSent;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.identity.account.Accounts;
import com.sanocrm.identity.partner.Partners;
import com.sanocrm.identity.relationship.CareRelationships;
import com.sanocrm.platform.consume.EventMetadata;
import com.sanocrm.platform.consume.EventReader;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;
import org.springframework.stereotype.Component;

/**
 * Hears what happens on the platform and notes what each partner is to be told: of its own tenant
 * only, while its agreement holds, and of nobody who is being erased.
 */
@Component
class Hearing {
    private final Listeners listeners;
    private final Partners partners;
    private final CareRelationships relationships;
    private final Accounts accounts;

    Hearing(
            Listeners listeners,
            Partners partners,
            CareRelationships relationships,
            Accounts accounts) {
        this.listeners = listeners;
        this.partners = partners;
        this.relationships = relationships;
        this.accounts = accounts;
    }

    void accountChanged(AccountChanged event, EventMetadata metadata) {
        PartnerId through = event.registeredThrough();
        if (through != null && accounts.find(event.accountId()).isPresent()) {
            tell(
                    Set.of(through),
                    HeardEvent.ACCOUNT_CHANGED,
                    event.accountId(),
                    Told.Account.from(event),
                    metadata);
        }
    }

    void relationshipChanged(CareRelationshipChanged event, EventMetadata metadata) {
        if (isThere(event.patientId())) {
            tell(
                    Set.of(event.partnerId()),
                    HeardEvent.CARE_RELATIONSHIP_CHANGED,
                    event.patientId(),
                    Told.Relationship.from(event),
                    metadata);
        }
    }

    void consentChanged(ConsentChanged event, EventMetadata metadata) {
        if (listeners.hasAny(HeardEvent.CONSENT_CHANGED, metadata.time())
                && isThere(event.accountId())) {
            tell(
                    relationships.partnersOf(event.accountId()),
                    HeardEvent.CONSENT_CHANGED,
                    event.accountId(),
                    Told.Consent.from(event),
                    metadata);
        }
    }

    void messageSent(MessageSent event, EventMetadata metadata) {
        if (listeners.hasAny(HeardEvent.MESSAGE_SENT, metadata.time())
                && isThere(event.patientId())) {
            tell(
                    Set.of(event.partnerId()),
                    HeardEvent.MESSAGE_SENT,
                    event.patientId(),
                    Told.Message.from(event),
                    metadata);
        }
    }

    /**
     * A closed account's data is about to be destroyed, and a restricted one's is kept and not
     * used: nothing new comes about.
     */
    private boolean isThere(AccountId person) {
        return accounts.find(person)
                .filter(account -> account.state().status() != Status.CLOSED)
                .filter(account -> account.state().restrictedSince() == null)
                .isPresent();
    }

    private void tell(
            Set<PartnerId> tenants,
            HeardEvent event,
            AccountId subject,
            Told told,
            EventMetadata metadata) {
        tenants.stream()
                .filter(tenant -> listeners.hasAny(event, tenant, metadata.time()))
                .filter(tenant -> partners.withAgreement(tenant).isPresent())
                .forEach(tenant -> listeners.tell(tenant, event, subject, told, metadata));
    }

    /** The consumers of what is heard. */
    @Configuration(proxyBeanMethods = false)
    static class Consuming {
        @Bean
        Consumer<Message<byte[]>> heardAccounts(EventReader reader, Hearing hearing) {
            return reader.handling(EventReader.on(AccountChanged.class, hearing::accountChanged));
        }

        @Bean
        Consumer<Message<byte[]>> heardRelationships(EventReader reader, Hearing hearing) {
            return reader.handling(
                    EventReader.on(CareRelationshipChanged.class, hearing::relationshipChanged));
        }

        @Bean
        Consumer<Message<byte[]>> heardChoices(EventReader reader, Hearing hearing) {
            return reader.handling(EventReader.on(ConsentChanged.class, hearing::consentChanged));
        }

        @Bean
        Consumer<Message<byte[]>> heardMessages(EventReader reader, Hearing hearing) {
            return reader.handling(EventReader.on(MessageSent.class, hearing::messageSent));
        }
    }
}
