package com.sanocrm.consent.choice;

import com.sanocrm.contracts.Channel;
import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.events.AccountChanged;
import com.sanocrm.platform.consume.EventMetadata;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Takes over accounts. Every account gets a document, so that its choices, if only none, are
 * published; the boxes of its registration form become evidence, once.
 */
@Component
class Registrations {
    private final PersonConsents people;
    private final Words words;
    private final Receipts receipts;
    private final Enforcements enforcements;
    private final Clock clock;

    Registrations(
            PersonConsents people,
            Words words,
            Receipts receipts,
            Enforcements enforcements,
            Clock clock) {
        this.people = people;
        this.words = words;
        this.receipts = receipts;
        this.enforcements = enforcements;
        this.clock = clock;
    }

    void accountChanged(AccountChanged account, EventMetadata metadata) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String policy =
                Objects.requireNonNullElseGet(
                        account.acceptedPolicyVersion(), words::policyVersion);
        List<NewChoice> ticked = ticked(account, metadata.id(), policy, now);
        boolean isNews =
                people.apply(
                        account.accountId(),
                        metadata,
                        person -> person.accountChanged(account, ticked, policy, now, receipts));
        if (isNews) {
            people.find(account.accountId()).ifPresent(enforcements::follow);
        }
    }

    private List<NewChoice> ticked(
            AccountChanged account, String eventId, String policy, Instant now) {
        return account.registrationChoices().entrySet().stream()
                .flatMap(
                        box ->
                                PersonConsent.choosable(box.getKey())
                                        .map(purpose -> Map.entry(purpose, box.getValue()))
                                        .stream())
                .map(box -> choice(account, box, eventId, policy, now))
                .sorted(Comparator.comparing(NewChoice::purpose))
                .toList();
    }

    private NewChoice choice(
            AccountChanged account,
            Map.Entry<Purpose, Choice> box,
            String eventId,
            String policy,
            Instant now) {
        String id = eventId + ":" + box.getKey().wireName();
        var evidence =
                account.registeredThrough() == null
                        ? Evidence.of(id, Channel.REGISTRATION_FORM, account.accountId())
                        : new Evidence(
                                id,
                                Channel.PARTNER_FORM,
                                null,
                                null,
                                account.registeredThrough().value());
        return new NewChoice(
                box.getKey(),
                box.getValue(),
                evidence,
                words.box(box.getKey(), account.language(), policy),
                account.registeredAt(),
                now);
    }
}
