package com.sanocrm.story;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Prints each step with what was checked and how long it took. */
final class Report {
    private final PrintStream out;
    private final long startedNanos = System.nanoTime();

    Report(PrintStream out) {
        this.out = out;
    }

    /** A part of the story. */
    interface Step {
        void tell() throws Exception;
    }

    void step(int number, String title, Step step) throws Exception {
        out.printf("%n%d. %s%n", number, title);
        long start = System.nanoTime();
        try {
            step.tell();
        } catch (Exception failure) {
            out.printf("   ✗ %s%n", said(failure));
            throw failure;
        }
        out.printf("   (%s)%n", since(start));
    }

    /** A promise that broke says which; of anything else its kind matters, too. */
    static String said(Exception failure) {
        return failure instanceof Checks.BrokenPromiseException
                ? String.valueOf(failure.getMessage())
                : failure.toString();
    }

    /** Something was checked, and it held. */
    void checked(String what, Object... values) {
        out.printf("   ✓ " + what + "%n", values);
    }

    void end() {
        out.printf("%nAll of it held, in %s.%n", since(startedNanos));
    }

    static String since(long startNanos) {
        return format(Duration.ofNanos(System.nanoTime() - startNanos));
    }

    static String format(Duration time) {
        return time.toMillis() < 1_000
                ? time.toMillis() + " ms"
                : String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
    }
}
