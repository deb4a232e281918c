package com.sanocrm.platform.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How far something that is to be sent has come.
 *
 * <pre>
 * WAITING --sent--&gt; SENT
 *         --refused for good, or tried often enough--&gt; BOUNCED
 *         --not wanted any more--&gt; DROPPED
 * </pre>
 *
 * @param nextTry a claimed one's is later, so that others leave it alone meanwhile
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

    /** Half a minute, then twice as long for each try, up to an hour. */
    Duration doubled() {
        return RETRY.multipliedBy(1L << Math.min(tries, DOUBLINGS));
    }

    Delivery claimed(Instant now, Duration alone) {
        return new Delivery(
                State.WAITING, tries + 1, now.plus(alone).truncatedTo(ChronoUnit.MILLIS));
    }

    /** To be tried again, then. */
    public Delivery again(Instant next) {
        return new Delivery(State.WAITING, tries, next.truncatedTo(ChronoUnit.MILLIS));
    }

    public Delivery ended(State end) {
        return new Delivery(end, tries, nextTry);
    }
}
