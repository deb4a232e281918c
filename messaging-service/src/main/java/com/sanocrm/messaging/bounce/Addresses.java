package com.sanocrm.messaging.bounce;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.mail.Bounces;
import com.sanocrm.messaging.people.ContactPoints;
import com.sanocrm.messaging.people.ContactPoints.Known;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.erasure.PersonalData;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The health of the addresses that bounced. */
@Component
public class Addresses implements Bounces, PersonalData {
    private final Documents<AddressHealth> documents;
    private final ContactPoints contactPoints;
    private final AuditRecords records;
    private final Clock clock;

    Addresses(
            DocumentsFactory factory,
            ContactPoints contactPoints,
            AuditRecords records,
            Clock clock) {
        this.documents = factory.of("address_health", AddressHealth.class);
        this.contactPoints = contactPoints;
        this.records = records;
        this.clock = clock;
    }

    @Override
    public void bounced(Bounce bounce) {
        contactPoints
                .knownOf(bounce.person())
                .filter(address -> isSentTo(bounce, address.since()))
                .ifPresent(address -> bounced(bounce, address));
    }

    private static boolean isSentTo(Bounce bounce, @Nullable Instant since) {
        return since == null || bounce.sentOn().isAfter(LocalDate.ofInstant(since, ZoneOffset.UTC));
    }

    private void bounced(Bounce bounce, Known address) {
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
        return !unreachableAmong(Set.of(person)).isEmpty();
    }

    /** Those of them to whose address of now mail does not arrive. */
    public Set<AccountId> unreachableAmong(Collection<AccountId> people) {
        return documents
                .list(
                        Filters.and(
                                Filters.in("_id", people.stream().map(AccountId::value).toList()),
                                Filters.eq("unreachable", true)),
                        Sorts.ascending("_id"),
                        people.size())
                .stream()
                .map(Stored::state)
                .filter(one -> contactPoints.knownOf(one.id()).filter(one::isOf).isPresent())
                .map(AddressHealth::id)
                .collect(Collectors.toSet());
    }

    public void reachedAgain(AccountId person) {
        if (documents.find(person.value()).isPresent()) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            documents.change(person.value(), stored -> stored.state().reachedAgain(now));
        }
    }

    @Override
    public long erase(AccountId person) {
        return documents.remove(Filters.eq("_id", person.value()));
    }
}
