package com.sanocrm.platform;

import com.sanocrm.contracts.events.ExportOrdered;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.consume.EventReader;
import com.sanocrm.platform.export.Contributions;
import com.sanocrm.platform.export.Contributor;
import com.sanocrm.platform.export.PortableData;
import com.sanocrm.platform.id.Ids;
import com.sanocrm.platform.kafka.EventHeaders;
import com.sanocrm.platform.kafka.KafkaSettings;
import com.sanocrm.platform.outbox.DocumentsFactory;
import java.time.Clock;
import java.util.function.Consumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.messaging.Message;
import tools.jackson.databind.json.JsonMapper;

/** Exports, for services that hold something that a person can take along. */
@AutoConfiguration(
        after = {StoreAutoConfiguration.class, ConsumerAutoConfiguration.class},
        before = ErasureAutoConfiguration.class)
@ConditionalOnBean({DocumentsFactory.class, EventReader.class, PortableData.class})
public class ExportAutoConfiguration {
    @Bean
    Contributions contributions(
            DocumentsFactory documents,
            @Value("${spring.application.name}") String service,
            Clock clock) {
        return new Contributions(documents, service, clock);
    }

    @Bean
    Contributor contributor(
            Contributions contributions,
            ObjectProvider<PortableData> held,
            AuditRecords records,
            AuditTrail trail,
            KafkaSettings kafka,
            JsonMapper json,
            EventHeaders headers,
            Ids ids) {
        return new Contributor(
                contributions,
                held.orderedStream().toList(),
                records,
                trail,
                kafka,
                new Contributor.Wire(json, headers, ids));
    }

    @Bean
    Consumer<Message<byte[]>> exportOrders(EventReader reader, Contributions contributions) {
        return reader.handling(EventReader.on(ExportOrdered.class, contributions::ordered));
    }
}
