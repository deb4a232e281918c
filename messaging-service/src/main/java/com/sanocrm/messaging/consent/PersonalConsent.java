package com.sanocrm.messaging.consent;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Principal;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.ConsentApplied;
import com.sanocrm.contracts.events.ConsentChanged;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.outbox.Change;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * A person's choices and the one optional mail that is being handed over to the person, in one
 * document, so that the two have one order. A hand-over begins only by a decision on the choices
 * that hold; a change of the choices holds at once, and is acknowledged at once or, while a
 * hand-over runs, by the write that ends it.
 *
 * <pre>
 *          begin                      changed
 *   IDLE ---------&gt; HANDING OVER ---------------&gt; HANDING OVER, acknowledgement waits
 *    ^ changed: ack   | end, expired                  | end, expired: ack
 *    +----------------+-------------------------------+
 * </pre>
 *
 * @param choicesVersion of the choices, as consent-service counts them
 * @param handOver null when none runs
 */
public record PersonalConsent(
        @BsonId AccountId id,
        long choicesVersion,
        Map<String, Choice> choices,
        @Nullable HandOver handOver,
        boolean acknowledgementWaits) {

    /**
     * @param ticket names it
     * @param until when at the latest the mail server has the mail or never gets it
     */
    public record HandOver(String ticket, Instant until) {}

    static Change<PersonalConsent> changed(
            Optional<PersonalConsent> known, ConsentChanged event, Instant now) {
        HandOver running = known.map(one -> one.runningAt(now)).orElse(null);
        var next =
                new PersonalConsent(
                        event.accountId(),
                        event.version(),
                        event.choices(),
                        running,
                        running != null);
        return running == null ? Change.of(next, next.acknowledgement()) : Change.of(next);
    }

    private @Nullable HandOver runningAt(Instant now) {
        return handOver != null && handOver.until().isAfter(now) ? handOver : null;
    }

    boolean isBusy(Instant now) {
        return runningAt(now) != null;
    }

    /** Begins a hand-over that the choices permit; the use of the address is recorded with it. */
    Change<PersonalConsent> begin(HandOver next, AuditRecorded record) {
        return Change.of(
                new PersonalConsent(id, choicesVersion, choices, next, acknowledgementWaits),
                record);
    }

    /** Ends that hand-over, or changes nothing if it is not the running one. */
    Change<PersonalConsent> end(String ticket) {
        return handOver != null && handOver.ticket().equals(ticket) ? idle() : Change.of(this);
    }

    /** Ends a hand-over whose process died. */
    Change<PersonalConsent> expire(Instant now) {
        return handOver != null && !isBusy(now) ? idle() : Change.of(this);
    }

    /** Nothing is decided by the choices of a closed account. */
    Change<PersonalConsent> erased() {
        return Change.of(
                new PersonalConsent(id, choicesVersion, Map.of(), handOver, acknowledgementWaits));
    }

    private Change<PersonalConsent> idle() {
        var next = new PersonalConsent(id, choicesVersion, choices, null, false);
        return acknowledgementWaits ? Change.of(next, next.acknowledgement()) : Change.of(next);
    }

    private ConsentApplied acknowledgement() {
        return new ConsentApplied(id, choicesVersion, Principal.MESSAGING.wireName());
    }
}
