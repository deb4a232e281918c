package com.sanocrm.bench.consent;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param patients who choose and write, in turns
 * @param warmUp of the same load before it counts
 * @param load how long choices and messages are sent
 * @param choicesPerSecond whatever the platform answers
 * @param messagesPerSecond beside them
 * @param decisions how long decisions are asked for, each way
 * @param people of the projection that is built anew
 */
public record Plan(
        int patients,
        Duration warmUp,
        Duration load,
        int choicesPerSecond,
        int messagesPerSecond,
        Duration decisions,
        int people) {
    /** The sizes that issue 4 asks for. */
    public static Plan full() {
        return new Plan(
                50,
                Duration.ofSeconds(20),
                Duration.ofSeconds(60),
                50,
                100,
                Duration.ofSeconds(10),
                1_000_000);
    }

    /** The same with fewer people in the projection: some minutes. */
    public static Plan quick() {
        return new Plan(
                50,
                Duration.ofSeconds(20),
                Duration.ofSeconds(60),
                50,
                100,
                Duration.ofSeconds(5),
                20_000);
    }
}
