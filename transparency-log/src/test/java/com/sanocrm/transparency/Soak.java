package com.sanocrm.transparency;

/** How often the tests that repeat themselves do so: more with {@code ./sano test --soak}. */
public final class Soak {
    private Soak() {}

    public static int times(int usually, int soak) {
        return Boolean.parseBoolean(System.getenv("SANO_SOAK")) ? soak : usually;
    }
}
