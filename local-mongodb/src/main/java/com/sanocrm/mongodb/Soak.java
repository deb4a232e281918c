package com.sanocrm.mongodb;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * How long the tests that repeat themselves go on: {@code SANO_SOAK=true}, which {@code ./sano test
 * --soak} sets, asks for the full count. Here because the tests of every module see this one.
 */
public final class Soak {
    private static final String SOAK = "SANO_SOAK";
    private static final String SEED = "SANO_SEED";

    private Soak() {}

    public static int count(int few, int full) {
        return Boolean.parseBoolean(System.getenv(SOAK)) ? full : few;
    }

    /** Of the random numbers of a test: {@code SANO_SEED} if that is set, to replay a failure. */
    public static long seed() {
        @Nullable String given = System.getenv(SEED);
        return given == null ? ThreadLocalRandom.current().nextInt() : Long.parseLong(given);
    }
}
