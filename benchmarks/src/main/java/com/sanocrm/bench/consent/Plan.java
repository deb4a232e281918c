package com.sanocrm.bench.consent;

import java.time.Duration;
import java.util.List;

/**
 * How much is measured.
 *
 * @param patients who choose and write, in turns
 * @param warmUp of the same load before it counts
 * @param load how long choices and messages are sent at each rate
 * @param rates one after the other, the last the one that is aimed at
 * @param decisions how long decisions are asked for, each way
 * @param people of the projection that is built anew
 */
public record Plan(
        int patients,
        Duration warmUp,
        Duration load,
        List<Rate> rates,
        Duration decisions,
        int people) {
    private static final List<Rate> RATES =
            List.of(new Rate(5, 10), new Rate(10, 20), new Rate(50, 100));

    /** Calls a second, whatever the platform answers. */
    public record Rate(int choices, int messages) {}

    public Plan {
        rates = List.copyOf(rates);
    }

    /** The sizes that issue 4 asks for. */
    public static Plan full() {
        return new Plan(
                200,
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                RATES,
                Duration.ofSeconds(10),
                1_000_000);
    }

    /** The same with fewer people in the projection: some minutes. */
    public static Plan quick() {
        return new Plan(
                200,
                Duration.ofSeconds(40),
                Duration.ofSeconds(20),
                RATES,
                Duration.ofSeconds(5),
                20_000);
    }
}
