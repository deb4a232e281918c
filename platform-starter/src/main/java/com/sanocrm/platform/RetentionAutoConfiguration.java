package com.sanocrm.platform;

import com.mongodb.client.MongoDatabase;
import com.sanocrm.contracts.events.DataHoldChanged;
import com.sanocrm.contracts.events.LegalHoldChanged;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.consume.EventReader;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.retention.Holds;
import com.sanocrm.platform.retention.RetentionEndpoints;
import com.sanocrm.platform.retention.RetentionJob;
import com.sanocrm.platform.retention.RetentionPreview;
import com.sanocrm.platform.retention.RetentionSchedule;
import com.sanocrm.platform.retention.ToldHolds;
import java.time.Clock;
import java.util.function.Consumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnResource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.messaging.Message;
import tools.jackson.databind.json.JsonMapper;

/** Retention, for services that have a schedule. */
@AutoConfiguration(after = {StoreAutoConfiguration.class, ConsumerAutoConfiguration.class})
@ConditionalOnBean({DocumentsFactory.class, EventReader.class})
@ConditionalOnResource(resources = "classpath:retention/schedule-2026-11.json")
@Import(RetentionEndpoints.class)
public class RetentionAutoConfiguration {
    @Bean
    RetentionSchedule retentionSchedule(JsonMapper json) {
        return new RetentionSchedule(json);
    }

    @Bean
    RetentionJob retentionJob(
            MongoDatabase database,
            RetentionSchedule schedule,
            ObjectProvider<Holds> holds,
            AuditRecords records,
            AuditTrail trail,
            Clock clock) {
        var job =
                new RetentionJob(
                        database, schedule, holds.stream().toList(), records, trail, clock);
        job.createIndexes();
        return job;
    }

    @Bean
    RetentionPreview retentionPreview(RetentionSchedule schedule, RetentionJob job) {
        return new RetentionPreview(schedule, job);
    }

    @Bean
    ToldHolds toldHolds(DocumentsFactory documents) {
        return new ToldHolds(documents);
    }

    @Bean
    Consumer<Message<byte[]>> holdChanges(EventReader reader, ToldHolds holds) {
        return reader.handling(
                EventReader.on(LegalHoldChanged.class, holds::changed),
                EventReader.on(DataHoldChanged.class, holds::changed));
    }
}
