package com.sanocrm.messaging.mail;

import com.mongodb.MongoException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.events.Event;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.Stored;
import com.sanocrm.platform.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends the mails that are due, each at least once: a second time only if the process dies between
 * hand-over and the note of it, or the mail server left in doubt whether it has the mail. The use
 * of an address is recorded with the claim, so before it is used.
 */
@Component
public class Dispatch {
    private static final Logger log = LoggerFactory.getLogger(Dispatch.class);
    private static final int AT_ONCE = 50;
    private static final String STATE = "delivery.state";
    private static final String NEXT_TRY = "delivery.nextTry";

    private final AuditRecords records;
    private final Clock clock;

    Dispatch(AuditRecords records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    /** What {@link #round} asks for. */
    public static void index(Documents<? extends DueMail<?>> documents) {
        documents.createIndex(
                Indexes.ascending(STATE, NEXT_TRY), new IndexOptions().name("dueMails"));
    }

    /**
     * Sends what is due now.
     *
     * @param letter hands the mail over; answers nothing if it is not wanted any more
     */
    public <T extends Record & DueMail<T>> void round(
            Documents<T> documents, Function<T, Optional<Postbox.Outcome>> letter) {
        try {
            for (T listed : due(documents)) {
                claim(documents, listed)
                        .ifPresent(claimed -> settle(documents, claimed, letter.apply(claimed)));
            }
        } catch (MongoException away) {
            log.atWarn()
                    .addKeyValue("failure", away.getClass().getSimpleName())
                    .log("Mails wait for the store");
        }
    }

    private <T extends Record & DueMail<T>> List<T> due(Documents<T> documents) {
        return documents
                .list(
                        Filters.and(
                                Filters.eq(STATE, Delivery.State.WAITING.name()),
                                Filters.lte(NEXT_TRY, Date.from(clock.instant()))),
                        Sorts.ascending(NEXT_TRY),
                        AT_ONCE)
                .stream()
                .map(Stored::state)
                .toList();
    }

    /** Of several instances one gets it. */
    private <T extends Record & DueMail<T>> Optional<T> claim(Documents<T> documents, T listed) {
        Instant now = clock.instant();
        var won = new AtomicBoolean();
        return change(
                        documents,
                        listed,
                        current -> {
                            won.set(current.delivery().isDue(now));
                            return won.get()
                                    ? new Change<>(
                                            current.with(current.delivery().claimed(now)),
                                            use(current))
                                    : Change.of(current);
                        })
                .filter(_ -> won.get());
    }

    private List<Event> use(DueMail<?> mail) {
        return mail
                .usedAddress()
                .<Event>map(used -> records.bySystem("contact-point.use", used))
                .stream()
                .toList();
    }

    /** What was not sent is due again by the claim's time. */
    private static <T extends Record & DueMail<T>> void settle(
            Documents<T> documents, T claimed, Optional<Postbox.Outcome> outcome) {
        Delivery.State end =
                outcome.map(
                                known ->
                                        switch (known) {
                                            case ACCEPTED -> Delivery.State.SENT;
                                            case BOUNCED -> Delivery.State.BOUNCED;
                                            case NOT_HANDED_OVER, IN_DOUBT ->
                                                    Delivery.State.WAITING;
                                        })
                        .orElse(Delivery.State.DROPPED);
        if (end != Delivery.State.WAITING) {
            var _ =
                    change(
                            documents,
                            claimed,
                            current ->
                                    current.delivery().equals(claimed.delivery())
                                            ? Change.of(current.with(current.delivery().ended(end)))
                                            : Change.of(current));
        }
    }

    /** Whoever was erased since is not written to. */
    private static <T extends Record & DueMail<T>> Optional<T> change(
            Documents<T> documents, T mail, Function<T, Change<T>> decision) {
        try {
            return Optional.of(
                    documents.change(mail.key(), stored -> decision.apply(stored.state())).state());
        } catch (ProblemException gone) {
            return Optional.empty();
        }
    }
}
