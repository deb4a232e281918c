package com.sanocrm.story;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/** What the story demands, and waiting for it. */
public final class Checks {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private Checks() {}

    /** Something is not as it must be; the story ends. */
    public static final class BrokenPromiseException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BrokenPromiseException(String what) {
            super(what);
        }
    }

    public static void demand(boolean holds, String what) {
        if (!holds) {
            throw new BrokenPromiseException(what);
        }
    }

    /** Looks again until there is an answer. */
    public static <T> T await(String what, Callable<Optional<T>> look) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<T> found = look.call();
            if (found.isPresent()) {
                return found.get();
            }
            demand(System.nanoTime() < end, what + ": not within " + PATIENCE.toSeconds() + " s");
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    /** Looks again until it holds. */
    public static void awaitThat(String what, Callable<Boolean> look) throws Exception {
        await(what, () -> look.call() ? Optional.of(true) : Optional.empty());
    }
}
