package com.sanocrm.messaging.bounce;

import com.mongodb.client.model.Filters;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.mail.Bounces;
import com.sanocrm.messaging.people.ContactPoints;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.erasure.PersonalData;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The health of the addresses that bounced. */
@Component
public class Addresses implements Bounces, PersonalData {
    private final Documents<AddressHealth> documents;
    private final ContactPoints contactPoints;
    private final AuditRecords records;

    Addresses(DocumentsFactory factory, ContactPoints contactPoints, AuditRecords records) {
        this.documents = factory.of("address_health", AddressHealth.class);
        this.contactPoints = contactPoints;
        this.records = records;
    }

    @Override
    public void bounced(Bounce bounce) {
        if (bounce.permanent()) {
            contactPoints
                    .addressIndexOf(bounce.person())
                    .ifPresent(address -> bounced(bounce, address));
        }
    }

    private void bounced(Bounce bounce, String address) {
        AccountId person = bounce.person();
        var record =
                records.bySystem(
                        "contact-point.unreachable",
                        new Target(null, person, "contact-point", person.value()));
        var first = AddressHealth.bounced(Optional.empty(), bounce, address, record);
        documents.create(first);
        documents.change(
                person.value(),
                stored ->
                        stored.state().equals(first.state())
                                ? Change.of(stored.state())
                                : AddressHealth.bounced(
                                        Optional.of(stored.state()), bounce, address, record));
    }

    /** Whether mail to the address that the person has now does not arrive. */
    public boolean isUnreachable(AccountId person) {
        return find(person)
                .filter(AddressHealth::unreachable)
                .filter(
                        health ->
                                contactPoints
                                        .addressIndexOf(person)
                                        .filter(health.address()::equals)
                                        .isPresent())
                .isPresent();
    }

    public void reachedAgain(AccountId person) {
        if (find(person).isPresent()) {
            documents.change(person.value(), stored -> stored.state().reachedAgain());
        }
    }

    private Optional<AddressHealth> find(AccountId person) {
        return documents.find(person.value()).map(Stored::state);
    }

    @Override
    public long erase(AccountId person) {
        return documents.remove(Filters.eq("_id", person.value()));
    }
}
