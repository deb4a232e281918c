package com.sanocrm.audit.intake;

import com.sanocrm.audit.log.Logs;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/**
 * Takes what is polled into the logs. Kafka's offset moves on only after everything of a poll is in
 * its log and every number is accounted for; each of these steps may be repeated without effect, so
 * a crash between them costs nothing.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GapSettings.class)
class AuditIntake {
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
