package com.sanocrm.bench.audit;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param few records in the log when proofs are asked for the first time
 * @param many records in the log in the end; what is between comes at once
 * @param patients who read their messages, in turns
 * @param readsPerSecond whatever the platform answers
 * @param recordsPerSecond while the way to the checkpoint is measured
 * @param proofsPerSecond whatever the platform answers
 * @param load how long each of these goes on
 */
public record Plan(
        int few,
        int many,
        int patients,
        int readsPerSecond,
        int recordsPerSecond,
        int proofsPerSecond,
        Duration load) {
    /** The sizes that issue 5 asks for. */
    public static Plan full() {
        return new Plan(10_000, 1_000_000, 20, 50, 200, 20, Duration.ofSeconds(60));
    }

    /** Some minutes, to see whether a change did harm. */
    public static Plan quick() {
        return new Plan(2_000, 30_000, 10, 50, 200, 20, Duration.ofSeconds(15));
    }
}
