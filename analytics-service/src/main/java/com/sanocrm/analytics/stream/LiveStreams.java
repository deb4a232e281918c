package com.sanocrm.analytics.stream;

import com.sanocrm.contracts.events.DeidentifiedEvent;
import com.sanocrm.platform.consume.EventReader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;
import org.springframework.stereotype.Component;

/** The connections of this instance. */
@Component
class LiveStreams implements SmartLifecycle {
    private final Set<LiveStream> open = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    LiveStream open() {
        var stream = new LiveStream();
        open.add(stream);
        return stream;
    }

    void close(LiveStream stream) {
        open.remove(stream);
    }

    private void tell(DeidentifiedEvent event) {
        open.forEach(stream -> stream.tell(event));
    }

    @Configuration(proxyBeanMethods = false)
    static class Events {
        @Bean
        Consumer<Message<byte[]>> released(EventReader reader, LiveStreams streams) {
            return reader.handling(
                    EventReader.on(DeidentifiedEvent.class, (event, _) -> streams.tell(event)));
        }
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
