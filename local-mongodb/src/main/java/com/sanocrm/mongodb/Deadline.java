package com.sanocrm.mongodb;

import java.util.concurrent.TimeUnit;

/** Until when a command may run: its {@code maxTimeMS}. */
final class Deadline {
    static final Deadline NEVER = new Deadline(0);
    private static final int CHECKED_EVERY = 64;

    private final long endNanos;
    private final boolean limited;
    private int asked;

    /**
     * @param millis 0 for no limit
     */
    Deadline(long millis) {
        this.limited = millis > 0;
        this.endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    void check() {
        if (limited && ++asked % CHECKED_EVERY == 0 && System.nanoTime() > endNanos) {
            throw Refusals.timeLimitExceeded();
        }
    }
}
