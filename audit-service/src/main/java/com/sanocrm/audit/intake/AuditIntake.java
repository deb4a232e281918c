package com.sanocrm.audit.intake;

import com.sanocrm.audit.log.Leaf;
import com.sanocrm.audit.log.LogName;
import com.sanocrm.audit.log.Logs;
import com.sanocrm.platform.consume.EventReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.messaging.Message;
import org.springframework.util.backoff.FixedBackOff;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes what is polled into the logs. Kafka's offset moves on only after everything of a poll is in
 * its log and every number is accounted for; each of these steps may be repeated without effect, so
 * a crash between them costs nothing.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GapSettings.class)
class AuditIntake {
    private static final long PAUSE_MILLIS = 500;

    private final Logs logs;
    private final Numberings numberings;
    private final UnreadableRecords unreadable;
    private final EventReader events;
    private final JsonMapper json;

    AuditIntake(
            Logs logs,
            Numberings numberings,
            UnreadableRecords unreadable,
            EventReader events,
            JsonMapper json) {
        this.logs = logs;
        this.numberings = numberings;
        this.unreadable = unreadable;
        this.events = events;
        this.json = json;
    }

    @Bean
    Consumer<Message<List<byte[]>>> auditEvents() {
        return batch -> take(ReceivedRecord.of(batch));
    }

    /** Poison is told apart before; what is left to fail is the store, and records wait for it. */
    @Bean
    ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> neverGiveUp() {
        var handler =
                new DefaultErrorHandler(
                        new FixedBackOff(PAUSE_MILLIS, FixedBackOff.UNLIMITED_ATTEMPTS));
        handler.setRetryListeners(new LoggedRetries());
        return (container, destination, group) -> container.setCommonErrorHandler(handler);
    }

    private void take(List<ReceivedRecord> polled) {
        var byLog = new LinkedHashMap<LogName, List<Leaf>>();
        var numbers = new TreeMap<String, TreeSet<Long>>();
        for (ReceivedRecord received : polled) {
            switch (Reading.of(received, events, json)) {
                case Reading.Audit(Leaf leaf) -> {
                    byLog.computeIfAbsent(
                                    LogName.of(leaf.record().partnerId()), log -> new ArrayList<>())
                            .add(leaf);
                    numbers.computeIfAbsent(leaf.producer(), producer -> new TreeSet<>())
                            .add(leaf.sequence());
                }
                case Reading.Poison(String reason) -> unreadable.put(received, reason);
            }
        }
        byLog.forEach(logs::append);
        numbers.forEach(numberings::add);
    }
}
