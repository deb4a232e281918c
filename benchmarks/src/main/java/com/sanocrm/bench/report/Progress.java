package com.sanocrm.bench.report;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Says on standard error what is measured, and for how long already: on a terminal in one line that
 * is written over, elsewhere in a line for each step and for each ten seconds of a long one.
 */
public final class Progress implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(250);
    private static final int TICKS_OF_A_LINE = 40;
    private static final String ERASE_LINE = "\r\u001b[K";

    private final long begin = System.nanoTime();
    private final PrintStream out = System.err;
    private final boolean terminal =
            Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    private final AtomicLong done = new AtomicLong();
    private final Thread ticker =
            Thread.ofPlatform().daemon().name("progress").unstarted(this::tick);

    private volatile String step = "";
    private volatile long total;

    public Progress() {
        ticker.start();
    }

    /** Begins what cannot be counted. */
    public void step(String what) {
        step(what, 0);
    }

    /** Begins the next step; {@link #advance} tells how far it is. */
    public void step(String what, long ofTotal) {
        done.set(0);
        total = ofTotal;
        step = what;
        if (!terminal) {
            out.println(line());
        }
    }

    public void advance(long by) {
        done.addAndGet(by);
    }

    private void tick() {
        try {
            for (long ticks = 1; ; ticks++) {
                Thread.sleep(TICK);
                if (terminal) {
                    out.print(ERASE_LINE + line());
                    out.flush();
                } else if (ticks % TICKS_OF_A_LINE == 0) {
                    out.println(line());
                }
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private String line() {
        String counted = total == 0 ? "" : ", %,d of %,d".formatted(done.get(), total);
        return "[%6.1f s] %s%s".formatted(seconds(), step, counted);
    }

    public double seconds() {
        return (System.nanoTime() - begin) / 1e9;
    }

    @Override
    public void close() {
        ticker.interrupt();
        try {
            ticker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (terminal) {
            out.print(ERASE_LINE);
            out.flush();
        }
    }
}
