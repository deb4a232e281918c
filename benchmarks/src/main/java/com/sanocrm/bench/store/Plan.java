package com.sanocrm.bench.store;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param rounds of everything that is measured in turns; those that warm up come first
 * @param slot the time of one store in one round with one number of clients
 * @param updated documents of the update load; fewer in the baseline, whose file grows fast
 * @param updates random updates, for each document
 * @param few documents of the small collection whose pace the large one is to keep
 * @param many documents of the large collection, and of the start
 * @param finds in each round and collection
 * @param starts after an orderly stop, and as many after a kill
 * @param neededBytes of free disk
 */
public record Plan(
        int rounds,
        Duration slot,
        int updated,
        int updatedOfBaseline,
        int updates,
        int few,
        int many,
        int finds,
        int starts,
        long neededBytes) {
    private static final long GIBIBYTE = 1L << 30;

    /** The sizes that the aims are about. */
    public static Plan full() {
        return new Plan(
                5,
                Duration.ofSeconds(3),
                100_000,
                2_000,
                10,
                10_000,
                1_000_000,
                5_000,
                3,
                10 * GIBIBYTE);
    }

    /** A minute or two, to see whether a change did harm; says little about the aims. */
    public static Plan quick() {
        return new Plan(
                3, Duration.ofSeconds(1), 10_000, 500, 5, 2_000, 20_000, 1_000, 1, 2 * GIBIBYTE);
    }
}
