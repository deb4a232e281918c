package com.sanocrm.stack;

import com.sanocrm.stack.process.Journal;
import java.io.Console;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells what happens with the time since the start: plain lines, and on a terminal one more line at
 * the end that says what is waited for.
 */
final class Progress implements Journal {
    private static final Duration TICK = Duration.ofMillis(200);
    private static final String ERASE_LINE = "\r\u001b[K";

    private final long begin = System.nanoTime();
    private final boolean terminal;
    private volatile boolean done;

    private Progress(boolean terminal) {
        this.terminal = terminal;
    }

    static Progress start(Supplier<String> waitingFor) {
        Progress progress =
                new Progress(
                        Optional.ofNullable(System.console())
                                .map(Console::isTerminal)
                                .orElse(false));
        if (progress.terminal) {
            Thread.ofPlatform().daemon().name("progress").start(() -> progress.tick(waitingFor));
        }
        return progress;
    }

    private void tick(Supplier<String> waitingFor) {
        try {
            while (!done) {
                String waiting = waitingFor.get();
                if (!waiting.isEmpty()) {
                    show("[%5.1f s] waiting for %s".formatted(seconds(), waiting));
                }
                Thread.sleep(TICK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void show(String line) {
        if (!done) {
            System.out.print(ERASE_LINE + line);
            System.out.flush();
        }
    }

    @Override
    public synchronized void tell(String member, String event) {
        String erase = terminal ? ERASE_LINE : "";
        System.out.printf("%s[%5.1f s] %-12s %s%n", erase, seconds(), member, event);
    }

    double seconds() {
        return (System.nanoTime() - begin) / 1e9;
    }

    /** Nothing is waited for any more. */
    synchronized void end() {
        if (!done && terminal) {
            System.out.print(ERASE_LINE);
            System.out.flush();
        }
        done = true;
    }
}
