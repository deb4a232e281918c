package com.sanocrm.messaging.live;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.conversation.Activities;
import com.sanocrm.messaging.conversation.Activity;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.security.ShutAccounts;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The connections of this instance. */
@Component
class LiveStreams implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(LiveStreams.class);

    private final Set<LiveStream> open = ConcurrentHashMap.newKeySet();
    private final Activities activities;
    private final ShutAccounts shut;
    private final Clock clock;
    private volatile boolean running;

    LiveStreams(Activities activities, ShutAccounts shut, Clock clock) {
        this.activities = activities;
        this.shut = shut;
        this.clock = clock;
    }

    /** Remove it when it has ended. */
    LiveStream open(Caller caller, @Nullable String lastEventId) {
        var stream = new LiveStream(caller, activities, shut, clock, lastEventId);
        open.add(stream);
        return stream;
    }

    void remove(LiveStream stream) {
        open.remove(stream);
    }

    /** Tells those who are connected here and take part now. */
    void tell(Activity activity) {
        var candidates = open.stream().filter(stream -> mayConcern(stream, activity)).toList();
        if (candidates.isEmpty()) {
            return;
        }
        try {
            Set<AccountId> audience = activities.audience(activity);
            candidates.stream()
                    .filter(stream -> audience.contains(stream.caller().accountId()))
                    .forEach(stream -> stream.tell(activity));
        } catch (RuntimeException storeAway) {
            log.atWarn()
                    .addKeyValue("failure", storeAway.getClass().getSimpleName())
                    .log("Live streams get this event with their next look into the store");
        }
    }

    /* Spares the look-up of the care relationship where nobody of the two sides is connected. */
    private static boolean mayConcern(LiveStream stream, Activity activity) {
        return stream.caller().accountId().equals(activity.patientId())
                || activity.partnerId().equals(stream.caller().partnerId());
    }

    @Override
    public void start() {
        running = true;
    }

    /** Before the web server waits for its requests to end. */
    @Override
    public void stop() {
        running = false;
        open.forEach(LiveStream::end);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
