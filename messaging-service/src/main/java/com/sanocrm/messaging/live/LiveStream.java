package com.sanocrm.messaging.live;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.conversation.Activities;
import com.sanocrm.messaging.conversation.Activity;
import com.sanocrm.platform.security.Caller;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One connection. Events make it quick; a look into the store with every heartbeat makes it
 * complete, even while Kafka is away. Holds the request's (virtual) thread until it ends.
 */
final class LiveStream {
    static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /* Longer than a write can take from reading the clock to being seen, clocks' difference
    included. */
    private static final Duration SETTLED = Duration.ofSeconds(15);
    private static final int WAITING = 1_000;

    private final LinkedBlockingQueue<Activity> waiting = new LinkedBlockingQueue<>(WAITING);
    private final Caller caller;
    private final Activities activities;
    private final Predicate<AccountId> shut;
    private final Clock clock;
    private final StreamPosition position;
    private volatile boolean ended;

    /**
     * @param shut whose stream ends at once
     * @param lastEventId where to resume; null to begin now
     */
    LiveStream(
            Caller caller,
            Activities activities,
            Predicate<AccountId> shut,
            Clock clock,
            @Nullable String lastEventId) {
        this.caller = caller;
        this.activities = activities;
        this.shut = shut;
        this.clock = clock;
        this.position =
                lastEventId == null
                        ? new StreamPosition(settled())
                        : StreamPosition.parse(lastEventId);
        if (lastEventId == null) {
            /* What is there already is not news. */
            activities.since(caller, position.completeUntil()).forEach(position::deliver);
        }
    }

    Caller caller() {
        return caller;
    }

    /** A reader that cannot follow is cut off; it resumes from the store. */
    void tell(Activity activity) {
        if (!waiting.offer(activity)) {
            end();
        }
    }

    void end() {
        ended = true;
    }

    /** Where the frames go. */
    interface Frames {
        void event(Activity activity, StreamPosition position) throws IOException;

        void heartbeat(StreamPosition position) throws IOException;
    }

    /** Returns when the stream is ended, or at that time. */
    void run(Frames frames, Instant until) throws IOException, InterruptedException {
        Instant look = clock.instant();
        while (!isEnded() && clock.instant().isBefore(until)) {
            if (!clock.instant().isBefore(look)) {
                catchUp(frames);
                frames.heartbeat(position);
                look = clock.instant().plus(HEARTBEAT);
            }
            Activity next = waiting.poll(pause(look), TimeUnit.MILLISECONDS);
            if (next != null && !isEnded() && position.deliver(next)) {
                frames.event(next, position);
            }
        }
    }

    private boolean isEnded() {
        return ended || shut.test(caller.accountId());
    }

    /* Short, so that an end is noticed. */
    private long pause(Instant look) {
        return Math.clamp(Duration.between(clock.instant(), look).toMillis(), 1, 500);
    }

    private void catchUp(Frames frames) throws IOException {
        Instant settled = settled();
        for (Activity activity : activities.since(caller, position.completeUntil())) {
            boolean news = position.deliver(activity);
            position.complete(activity.at().isBefore(settled) ? activity.at() : settled);
            if (news) {
                frames.event(activity, position);
            }
        }
        position.complete(settled);
    }

    private Instant settled() {
        return clock.instant().minus(SETTLED);
    }
}
