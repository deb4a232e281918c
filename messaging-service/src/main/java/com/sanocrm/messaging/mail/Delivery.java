package com.sanocrm.messaging.mail;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How far a mail has come.
 *
 * <pre>
 * WAITING --sent--&gt; SENT
 *         --refused by the mail server for good, or no address--&gt; BOUNCED
 *         --not wanted any more--&gt; DROPPED
 * </pre>
 *
 * @param nextTry a claimed mail's is later, so that others leave it alone meanwhile
 */
public record Delivery(State state, int tries, Instant nextTry) {
    private static final Duration RETRY = Duration.ofSeconds(30);
    private static final int DOUBLINGS = 7;

    public enum State {
        WAITING,
        SENT,
        BOUNCED,
        DROPPED
    }

    public static Delivery due(Instant time) {
        return new Delivery(State.WAITING, 0, time);
    }

    public static Delivery dropped(Instant time) {
        return new Delivery(State.DROPPED, 0, time);
    }

    boolean isDue(Instant now) {
        return state == State.WAITING && !nextTry.isAfter(now);
    }

    /** The next try comes after half a minute, then after twice as long each, up to an hour. */
    Delivery claimed(Instant now) {
        Duration wait = RETRY.multipliedBy(1L << Math.min(tries, DOUBLINGS));
        return new Delivery(
                State.WAITING, tries + 1, now.plus(wait).truncatedTo(ChronoUnit.MILLIS));
    }

    Delivery ended(State end) {
        return new Delivery(end, tries, nextTry);
    }
}
