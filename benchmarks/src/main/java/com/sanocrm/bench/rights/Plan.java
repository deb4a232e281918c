package com.sanocrm.bench.rights;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param people who take their data along and are erased, one after the other
 * @param messages of each of them
 * @param ends of care relationships
 * @param patients whose relationships end and begin again, in turns
 * @param registrations how long people register
 */
public record Plan(int people, int messages, int ends, int patients, Duration registrations) {

    /** The sizes that issue 6 asks for; few people, since their messages are what takes long. */
    public static Plan full() {
        return new Plan(3, 10_000, 200, 20, Duration.ofSeconds(60));
    }

    /** Some minutes, to see whether a change did harm. */
    public static Plan quick() {
        return new Plan(3, 300, 40, 10, Duration.ofSeconds(20));
    }
}
