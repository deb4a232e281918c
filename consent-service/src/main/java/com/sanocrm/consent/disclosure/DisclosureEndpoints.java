package com.sanocrm.consent.disclosure;

import com.sanocrm.consent.decision.RecordedConsent;
import com.sanocrm.consent.disclosure.Disclosure.Item;
import com.sanocrm.consent.recipient.Recipients;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.events.Event;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.DisclosureId;
import com.sanocrm.contracts.id.RecipientId;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.consent.BrowserSignals;
import com.sanocrm.platform.consent.ConsentDecision;
import com.sanocrm.platform.consent.Recipient;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.security.Role;
import com.sanocrm.platform.web.NewResource;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Asked before data of people goes to a recipient outside. Each person is decided by what holds at
 * that moment, and the decision, with its audit records, is kept before the answer leaves.
 */
@RestController
class DisclosureEndpoints {
    /** A permission is for now: who has not handed over by then asks again. */
    static final Duration USABLE = Duration.ofSeconds(5);

    private final RecordedConsent consent;
    private final Recipients recipients;
    private final Disclosures disclosures;
    private final AuditRecords auditRecords;
    private final Clock clock;

    DisclosureEndpoints(
            RecordedConsent consent,
            Recipients recipients,
            Disclosures disclosures,
            AuditRecords auditRecords,
            Clock clock) {
        this.consent = consent;
        this.recipients = recipients;
        this.disclosures = disclosures;
        this.auditRecords = auditRecords;
        this.clock = clock;
    }

    /**
     * @param categories what kinds of data, such as contact-data
     */
    record NewDisclosure(
            @NotNull RecipientId recipientId,
            @NotNull Purpose purpose,
            @NotEmpty @Size(max = 20)
                    List<
                                    @NotNull
                                    @Pattern(
                                            regexp = "[a-z]+(-[a-z]+){0,5}",
                                            message = "kebab-case")
                                    String>
                            categories,
            @NotEmpty @Size(max = 100) List<@NotNull AccountId> accountIds) {}

    /** Only data of those whose item permits it may be handed over, until the time in it. */
    @PostMapping("/api/v1/disclosures")
    @ResponseStatus(HttpStatus.CREATED)
    @Access(
            roles = {Role.COMPLIANCE, Role.OPERATOR},
            action = "disclosure.make",
            resource = "disclosure")
    Disclosure disclose(
            @Valid @RequestBody NewDisclosure asked, NewResource created, Caller caller) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Recipient recipient = recipients.asked(asked.recipientId());
        List<Item> items =
                decide(asked.accountIds().stream().distinct().toList(), asked.purpose(), recipient);
        var disclosure =
                new Disclosure(
                        created.id(DisclosureId.PREFIX, DisclosureId::new),
                        asked.recipientId(),
                        asked.purpose(),
                        asked.categories(),
                        items,
                        now,
                        now.plus(USABLE));
        List<Event> audit =
                items.stream().map(item -> audit(caller, asked.recipientId(), item)).toList();
        return disclosures.record(disclosure, audit);
    }

    private List<Item> decide(List<AccountId> people, Purpose purpose, Recipient recipient) {
        List<RecordedConsent.Question> questions =
                people.stream()
                        .map(
                                person ->
                                        new RecordedConsent.Question(
                                                person,
                                                purpose,
                                                null,
                                                BrowserSignals.NONE,
                                                recipient))
                        .toList();
        List<RecordedConsent.Answer> answers = consent.decide(questions, _ -> true);
        return IntStream.range(0, people.size())
                .mapToObj(i -> item(people.get(i), answers.get(i).decision()))
                .toList();
    }

    private static Item item(AccountId person, ConsentDecision decision) {
        return new Item(person, decision.wireName(), decision.reason().wireName());
    }

    /** The person finds it among the disclosures of their data, the recipient named. */
    private Event audit(Caller caller, RecipientId recipientId, Item item) {
        var target = new Target(null, item.accountId(), "recipient", recipientId.value());
        return item.decision().equals("permit")
                ? auditRecords.success(caller, "disclosure.make", target)
                : auditRecords.refused(Optional.of(caller), "disclosure.make", target);
    }
}
