package com.sanocrm.bench.consent;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Calls at a fixed rate, whatever the answers take: as many people as there are click when they
 * want to. A call's time counts from when it was due, so that a stall shows in all it delays (Tene,
 * "How not to measure latency").
 */
public final class OpenLoop {
    private static final int DIGITS = 3;

    /** One call; its answer's status. */
    @FunctionalInterface
    public interface Call {
        int status(int number) throws Exception;
    }

    /**
     * What came of the calls; one that got no answer has the status 0. Only those that were done
     * are timed.
     */
    public static final class Outcome {
        private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

        final Histogram microseconds = new ConcurrentHistogram(DIGITS);
        final Map<Integer, LongAdder> statuses = new ConcurrentSkipListMap<>();

        void answered(int status, long nanos) {
            if (status / 100 == 2) {
                microseconds.recordValue(nanos / 1_000);
            }
            statuses.computeIfAbsent(status, _ -> new LongAdder()).increment();
        }

        void failed(Exception why) {
            failure.compareAndSet(null, why);
            statuses.computeIfAbsent(0, _ -> new LongAdder()).increment();
        }

        /**
         * Figures of calls that were not answered, or were refused, say nothing.
         *
         * @throws IllegalStateException if one was
         */
        public Outcome complete() {
            if (statuses.keySet().stream().anyMatch(status -> status / 100 != 2)) {
                throw new IllegalStateException(
                        "not all calls were answered: " + statuses, failure.get());
            }
            return this;
        }

        /** Of all calls: those that were refused, or got no answer, took for ever. */
        public double milliseconds(double percentile) {
            long calls = statuses.values().stream().mapToLong(LongAdder::sum).sum();
            double among = percentile * calls / microseconds.getTotalCount();
            return among <= 100
                    ? microseconds.getValueAtPercentile(among) / 1e3
                    : Double.POSITIVE_INFINITY;
        }
    }

    private OpenLoop() {}

    /** Returns when the last call is answered. */
    public static Outcome run(int perSecond, Duration time, Call call) {
        Outcome outcome = new Outcome();
        long interval = Duration.ofSeconds(1).toNanos() / perSecond;
        long begin = System.nanoTime();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i * interval < time.toNanos(); i++) {
                int number = i;
                long due = begin + i * interval;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                callers.execute(
                        () -> {
                            answer(outcome, call, number, due);
                        });
            }
        }
        return outcome;
    }

    /** As many as one after the other goes, by several callers at once. */
    public static Outcome closed(int callers, Duration time, Call call) {
        Outcome outcome = new Outcome();
        long end = System.nanoTime() + time.toNanos();
        var numbers = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < callers; i++) {
                threads.execute(
                        () -> {
                            for (long due = System.nanoTime(); due < end; due = System.nanoTime()) {
                                answer(outcome, call, numbers.getAndIncrement(), due);
                            }
                        });
            }
        }
        return outcome;
    }

    private static void answer(Outcome outcome, Call call, int number, long due) {
        try {
            outcome.answered(call.status(number), System.nanoTime() - due);
        } catch (Exception none) {
            outcome.failed(none);
        }
    }
}
