package com.sanocrm.platform;

import com.sanocrm.contracts.events.ErasureOrdered;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.consume.EventReader;
import com.sanocrm.platform.crypto.FieldEncryption;
import com.sanocrm.platform.erasure.Eraser;
import com.sanocrm.platform.erasure.ErasureLedger;
import com.sanocrm.platform.erasure.ErasureTasks;
import com.sanocrm.platform.erasure.PersonalData;
import com.sanocrm.platform.kafka.KafkaSettings;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.OutboxRelay;
import java.time.Clock;
import java.util.function.Consumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.messaging.Message;
import tools.jackson.databind.json.JsonMapper;

/** Erasures, for services that hold something and hear events. */
@AutoConfiguration(after = {StoreAutoConfiguration.class, ConsumerAutoConfiguration.class})
@ConditionalOnBean({DocumentsFactory.class, EventReader.class})
public class ErasureAutoConfiguration {
    @Bean
    ErasureTasks erasureTasks(
            DocumentsFactory documents,
            @Value("${spring.application.name}") String service,
            Clock clock) {
        return new ErasureTasks(documents, service, clock);
    }

    @Bean
    Eraser eraser(
            ErasureTasks tasks,
            ObjectProvider<PersonalData> held,
            FieldEncryption fields,
            AuditRecords records) {
        return new Eraser(tasks, held.orderedStream().toList(), fields, records);
    }

    @Bean
    ErasureLedger erasureLedger(
            KafkaSettings settings,
            JsonMapper json,
            ErasureTasks tasks,
            Eraser eraser,
            OutboxRelay relay,
            ObjectProvider<ErasureLedger.Recall> recalls) {
        return new ErasureLedger(
                settings, json, tasks, eraser, relay, recalls.orderedStream().toList());
    }

    @Bean
    Consumer<Message<byte[]>> erasureOrders(
            EventReader reader, ErasureTasks tasks, ObjectProvider<ErasureLedger.Recall> recalls) {
        return reader.handling(
                EventReader.on(
                        ErasureOrdered.class,
                        (order, metadata) -> {
                            tasks.ordered(order, metadata);
                            recalls.orderedStream().forEach(recall -> recall.lost(order));
                        }));
    }
}
