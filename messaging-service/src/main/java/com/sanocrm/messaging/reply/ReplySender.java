package com.sanocrm.messaging.reply;

import com.mongodb.MongoException;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.consent.HandOvers;
import com.sanocrm.messaging.reply.OptOutRequest.Reply;
import com.sanocrm.messaging.reply.OptOutRequest.State;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.outbox.Change;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tells people what came of their answers: of an opt-out when it is enforced here, not before; of
 * an answer that somebody has to read, once a day at most. A person gets few of these mails a day,
 * so that a machine that answers them without saying that it is one comes to an end.
 */
@Component
class ReplySender {
    static final int MOST_A_DAY = 3;

    private static final Logger log = LoggerFactory.getLogger(ReplySender.class);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration SOON = Duration.ofMillis(500);

    private final OptOutRequests requests;
    private final ReplyMail mail;
    private final HandOvers handOvers;
    private final AuditRecords records;
    private final Clock clock;

    ReplySender(
            OptOutRequests requests,
            ReplyMail mail,
            HandOvers handOvers,
            AuditRecords records,
            Clock clock) {
        this.requests = requests;
        this.mail = mail;
        this.handOvers = handOvers;
        this.records = records;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT0.5S")
    void work() {
        try {
            requests.due(clock.instant()).forEach(this::reply);
        } catch (MongoException away) {
            log.atWarn().log("Replies wait for the store");
        }
    }

    private void reply(OptOutRequest request) {
        Instant now = clock.instant();
        AccountId person = request.accountId();
        if (person == null || !mail.mayBeWrittenTo(person) || isEnough(request, person, now)) {
            requests.change(request.id(), current -> current.replied(Reply.NONE));
        } else if (request.state() == State.APPLIED && !isEnforced(request, person)) {
            requests.change(request.id(), current -> current.later(now.plus(SOON)));
        } else if (claim(request, person, now)) {
            send(request, person);
        }
    }

    private boolean isEnough(OptOutRequest request, AccountId person, Instant now) {
        long today = requests.repliesSince(person, now.minus(DAY));
        Instant since = request.decidedAt() == null ? request.receivedAt() : request.decidedAt();
        return switch (request.state()) {
                    case APPLIED -> today >= MOST_A_DAY;
                    case OPEN -> today >= 1;
                    case DISMISSED -> true;
                }
                || since.plus(DAY).isBefore(now);
    }

    private boolean isEnforced(OptOutRequest request, AccountId person) {
        return request.purposes().stream()
                .flatMap(name -> Purpose.of(name).stream())
                .allMatch(purpose -> handOvers.enforcesDenial(person, purpose));
    }

    private boolean claim(OptOutRequest request, AccountId person, Instant now) {
        var won = new AtomicBoolean();
        var record =
                records.bySystem(
                        "contact-point.use",
                        new Target(null, person, "contact-point", person.value()));
        requests.change(
                request.id(),
                current -> {
                    won.set(current.isDue(now) && current.state() == request.state());
                    return won.get() ? current.claim(now, record) : Change.of(current);
                });
        return won.get();
    }

    /* Of one that may have been sent no second is. */
    private void send(OptOutRequest request, AccountId person) {
        switch (mail.send(request, person)) {
            case ACCEPTED, IN_DOUBT -> settle(request, Reply.SENT);
            case BOUNCED -> settle(request, Reply.NONE);
            case NOT_HANDED_OVER -> {}
        }
    }

    /* A decision that came meanwhile has a mail of its own to send. */
    private void settle(OptOutRequest request, Reply outcome) {
        requests.change(
                request.id(),
                current ->
                        current.state() == request.state()
                                ? current.replied(outcome)
                                : Change.of(current));
    }
}
