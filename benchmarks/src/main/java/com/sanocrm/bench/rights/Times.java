package com.sanocrm.bench.rights;

import com.sanocrm.bench.report.Row;
import com.sanocrm.bench.report.Spread;
import com.sanocrm.bench.report.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** How long the same thing took each time. */
final class Times {
    private static final long LOOK_MILLIS = 50;

    private final List<Double> seconds = new ArrayList<>();

    /** Looks again until it is there, and counts from then. */
    static <T> T await(String what, Duration patience, Callable<Optional<T>> look)
            throws Exception {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<T> found = look.call();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException(what + ": not within " + patience);
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** From then until now. */
    void since(long nanoTime) {
        seconds.add((System.nanoTime() - nanoTime) / 1e9);
    }

    int count() {
        return seconds.size();
    }

    /**
     * The nearest rank: of few times the 99th percentile is the longest.
     *
     * @throws IllegalStateException if nothing was measured
     */
    double percentile(double percent) {
        if (seconds.isEmpty()) {
            throw new IllegalStateException("nothing was measured");
        }
        List<Double> sorted = seconds.stream().sorted().toList();
        int rank = (int) Math.ceil(percent / 100 * sorted.size());
        return sorted.get(Math.max(rank, 1) - 1);
    }

    Row row(String what, double percent) {
        return Row.of(
                "%s: p%.0f".formatted(what, percent),
                Spread.once(percentile(percent)),
                Unit.SECONDS);
    }
}
