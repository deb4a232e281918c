package com.sanocrm.analytics.stream;

import com.sanocrm.contracts.events.DeidentifiedEvent;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connection: what is released from now on. Who needs what was before reads the topic. */
final class LiveStream {
    private static final int WAITING = 1_000;

    private final LinkedBlockingQueue<DeidentifiedEvent> waiting =
            new LinkedBlockingQueue<>(WAITING);
    private volatile boolean ended;

    /** A reader that cannot follow is cut off. */
    void tell(DeidentifiedEvent event) {
        if (!waiting.offer(event)) {
            end();
        }
    }

    void end() {
        ended = true;
    }

    boolean isEnded() {
        return ended;
    }

    /** The next event, or null when none came in that time. */
    @Nullable DeidentifiedEvent next(Duration patience) throws InterruptedException {
        return waiting.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}
