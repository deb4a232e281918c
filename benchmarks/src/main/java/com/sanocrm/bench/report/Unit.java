package com.sanocrm.bench.report;

import java.util.Locale;

/** How figures are written. */
public enum Unit {
    PER_SECOND("%,.0f /s"),
    TIMES("%.2f x"),
    MICROSECONDS("%,.1f µs"),
    MILLISECONDS("%.2f ms"),
    SECONDS("%.2f s"),
    MEBIBYTES("%,.0f MiB");

    private final String format;

    Unit(String format) {
        this.format = format;
    }

    String write(double figure) {
        return String.format(Locale.ROOT, format, figure);
    }
}
