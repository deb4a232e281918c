package com.sanocrm.bench.report;

/** A bound that the median is to keep. */
public sealed interface Aim {
    record AtLeast(double bound) implements Aim {}

    record AtMost(double bound) implements Aim {}

    static Aim atLeast(double bound) {
        return new AtLeast(bound);
    }

    static Aim atMost(double bound) {
        return new AtMost(bound);
    }

    /** A figure that is not a number, since nothing was measured, keeps no bound. */
    default boolean isMetBy(Spread figure) {
        return switch (this) {
            case AtLeast(double bound) -> figure.median() >= bound;
            case AtMost(double bound) -> figure.median() <= bound;
        };
    }

    default String write(Unit unit) {
        return switch (this) {
            case AtLeast(double bound) -> "≥ " + unit.write(bound);
            case AtMost(double bound) -> "≤ " + unit.write(bound);
        };
    }
}
