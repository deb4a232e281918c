package com.sanocrm.audit.intake;

import com.sanocrm.audit.log.Logs;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.messaging.Message;
import org.springframework.util.backoff.FixedBackOff;

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
    private final RefusedRecords refusedRecords;
    private final Screening screening;

    AuditIntake(
            Logs logs, Numberings numberings, RefusedRecords refusedRecords, Screening screening) {
        this.logs = logs;
        this.numberings = numberings;
        this.refusedRecords = refusedRecords;
        this.screening = screening;
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
        Poll poll = screening.of(polled);
        var added = new HashSet<String>();
        poll.byLog().forEach((log, leaves) -> added.addAll(logs.append(log, leaves)));
        poll.appended(added);
        poll.refused().forEach(refusedRecords::put);
        for (String producer : poll.producers()) {
            numberings.add(poll.numbering(producer), poll.logged(producer), poll.refused(producer));
        }
    }
}
