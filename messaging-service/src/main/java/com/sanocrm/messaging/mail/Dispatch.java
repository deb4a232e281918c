package com.sanocrm.messaging.mail;

import com.mongodb.MongoException;
import com.sanocrm.contracts.events.Event;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.dispatch.Claims;
import com.sanocrm.platform.dispatch.Delivery;
import com.sanocrm.platform.outbox.Documents;
import java.util.List;
import java.util.Optional;
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

    private final AuditRecords records;
    private final Claims claims;

    Dispatch(AuditRecords records, Claims claims) {
        this.records = records;
        this.claims = claims;
    }

    /** What {@link #round} asks for. */
    public static void index(Documents<? extends DueMail<?>> documents) {
        Claims.index(documents, "dueMails");
    }

    /**
     * Sends what is due now.
     *
     * @param letter hands the mail over; answers nothing if it is not wanted any more
     */
    public <T extends Record & DueMail<T>> void round(
            Documents<T> documents, Function<T, Optional<Postbox.Outcome>> letter) {
        try {
            for (T listed : claims.due(documents, AT_ONCE)) {
                claims.claim(documents, listed, this::use)
                        .ifPresent(claimed -> settle(documents, claimed, letter.apply(claimed)));
            }
        } catch (MongoException away) {
            log.atWarn()
                    .addKeyValue("failure", away.getClass().getSimpleName())
                    .log("Mails wait for the store");
        }
    }

    private List<Event> use(DueMail<?> mail) {
        return mail
                .usedAddress()
                .<Event>map(used -> records.bySystem("contact-point.use", used))
                .stream()
                .toList();
    }

    /** What was not sent is due again by the claim's time. */
    private <T extends Record & DueMail<T>> void settle(
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
            claims.settle(
                    documents, claimed, current -> current.with(current.delivery().ended(end)));
        }
    }
}
