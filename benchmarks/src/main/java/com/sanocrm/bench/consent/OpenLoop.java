package com.sanocrm.bench.consent;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Calls at a fixed rate, whatever the answers take: as many people as there are click when they
 * want to. A call's time counts from when it was due, so that a stall shows in all it delays (Tene,
 * "How not to measure latency").
 */
final class OpenLoop {
    private static final int DIGITS = 3;

    /** One call; its answer's status. */
    @FunctionalInterface
    interface Call {
        int status(int number) throws Exception;
    }

    /** What came of the calls; one that got no answer has the status 0. */
    static final class Outcome {
        final Histogram microseconds = new ConcurrentHistogram(DIGITS);
        final Map<Integer, LongAdder> statuses = new ConcurrentSkipListMap<>();

        void answered(int status, long nanos) {
            microseconds.recordValue(nanos / 1_000);
            statuses.computeIfAbsent(status, _ -> new LongAdder()).increment();
        }

        double milliseconds(double percentile) {
            return microseconds.getValueAtPercentile(percentile) / 1e3;
        }
    }

    private OpenLoop() {}

    /** Returns when the last call is answered. */
    static Outcome run(int perSecond, Duration time, Call call) {
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
                            int status = status(call, number);
                            outcome.answered(status, System.nanoTime() - due);
                        });
            }
        }
        return outcome;
    }

    /** As many as one after the other goes, by several callers at once. */
    static Outcome closed(int callers, Duration time, Call call) {
        Outcome outcome = new Outcome();
        long end = System.nanoTime() + time.toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < callers; i++) {
                int number = i;
                threads.execute(
                        () -> {
                            for (long due = System.nanoTime(); due < end; due = System.nanoTime()) {
                                int status = status(call, number);
                                outcome.answered(status, System.nanoTime() - due);
                            }
                        });
            }
        }
        return outcome;
    }

    private static int status(Call call, int number) {
        try {
            return call.status(number);
        } catch (Exception none) {
            return 0;
        }
    }
}
