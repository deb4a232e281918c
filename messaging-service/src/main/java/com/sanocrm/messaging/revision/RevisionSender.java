package com.sanocrm.messaging.revision;

import com.mongodb.MongoException;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.mail.Fact;
import com.sanocrm.messaging.mail.Postbox;
import com.sanocrm.messaging.mail.TransactionalMail;
import com.sanocrm.messaging.mail.TransactionalMail.Kind;
import com.sanocrm.messaging.people.ContactPoints;
import com.sanocrm.platform.PlatformSettings;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.crypto.FieldEncryption.UndecipherableException;
import com.sanocrm.platform.outbox.Change;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tells each person of a revision by mail: once, and only if the process dies between hand-over and
 * note of it, again. It is an account notice: no consent is asked for and no opt-out stops it.
 */
@Component
class RevisionSender {
    private static final Logger log = LoggerFactory.getLogger(RevisionSender.class);
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final RevisionNotices notices;
    private final ContactPoints contactPoints;
    private final Postbox postbox;
    private final AuditRecords records;
    private final URI portal;
    private final Clock clock;

    RevisionSender(
            RevisionNotices notices,
            ContactPoints contactPoints,
            Postbox postbox,
            AuditRecords records,
            PlatformSettings settings,
            Clock clock) {
        this.notices = notices;
        this.contactPoints = contactPoints;
        this.postbox = postbox;
        this.records = records;
        this.portal = settings.publicUrl().resolve("/");
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1S")
    void work() {
        try {
            notices.due(clock.instant()).stream().filter(this::claim).forEach(this::send);
        } catch (MongoException away) {
            log.atWarn().log("Notices of the policy wait for the store");
        }
    }

    private boolean claim(RevisionNotice notice) {
        var won = new AtomicBoolean();
        Instant now = clock.instant();
        AccountId person = notice.accountId();
        var record =
                records.bySystem(
                        "contact-point.use",
                        new Target(null, person, "contact-point", person.value()));
        notices.change(
                notice,
                current -> {
                    won.set(current.isDue(now));
                    return current.isDue(now) ? current.claim(now, record) : Change.of(current);
                });
        return won.get();
    }

    private void send(RevisionNotice notice) {
        switch (handOver(notice)) {
            case ACCEPTED -> settle(notice, RevisionNotice.State.SENT);
            case BOUNCED -> settle(notice, RevisionNotice.State.BOUNCED);
            /* Due again by the claim's time. */
            case NOT_HANDED_OVER, IN_DOUBT -> {}
        }
    }

    private void settle(RevisionNotice notice, RevisionNotice.State outcome) {
        notices.change(notice, current -> current.settled(outcome));
    }

    private Postbox.Outcome handOver(RevisionNotice notice) {
        AccountId person = notice.accountId();
        try {
            return contactPoints
                    .addressOf(person)
                    .map(
                            address ->
                                    postbox.handOver(
                                            TransactionalMail.of(
                                                    Kind.POLICY_REVISED,
                                                    person,
                                                    address,
                                                    List.of(
                                                            new Fact.Day(
                                                                    "date", notice.lastRevised())),
                                                    portal),
                                            LONGEST))
                    .orElse(Postbox.Outcome.NOT_HANDED_OVER);
        } catch (Postbox.UnusableAddressException | UndecipherableException none) {
            return Postbox.Outcome.BOUNCED;
        }
    }
}
