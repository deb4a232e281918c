package com.sanocrm.platform;

import com.sanocrm.contracts.Topic;
import com.sanocrm.platform.consume.EventReader;
import com.sanocrm.platform.kafka.KafkaSettings;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.stream.binder.kafka.provisioning.AdminClientConfigCustomizer;
import org.springframework.cloud.stream.binder.kafka.support.ConsumerConfigCustomizer;
import org.springframework.cloud.stream.binder.kafka.support.ProducerConfigCustomizer;
import org.springframework.cloud.stream.binder.kafka.utils.DlqDestinationResolver;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/**
 * The consuming side: events into functions, dead letters, the binder's way to Kafka. Absent where
 * Spring Cloud Stream is.
 */
@AutoConfiguration(after = WebAutoConfiguration.class)
@ConditionalOnClass(DlqDestinationResolver.class)
@EnableConfigurationProperties(KafkaSettings.class)
public class ConsumerAutoConfiguration {
    private static final Logger log = LoggerFactory.getLogger(ConsumerAutoConfiguration.class);

    @Bean
    EventReader eventReader(JsonMapper json, Tracer tracer, Propagator propagator) {
        return new EventReader(json, tracer, propagator);
    }

    @Bean
    DlqDestinationResolver deadLetters() {
        return (poison, failure) -> {
            log.atError()
                    .addKeyValue("topic", poison.topic())
                    .addKeyValue("partition", poison.partition())
                    .addKeyValue("offset", poison.offset())
                    .setCause(failure)
                    .log("An event could not be applied and goes to the dead letters");
            return poison.topic() + Topic.DEAD_LETTER_SUFFIX;
        };
    }

    @Bean
    ConsumerConfigCustomizer consumerAs(KafkaSettings settings) {
        return (properties, binding, destination) -> properties.putAll(settings.clientProperties());
    }

    @Bean
    ProducerConfigCustomizer producerAs(KafkaSettings settings) {
        return (properties, binding, destination) -> properties.putAll(settings.clientProperties());
    }

    @Bean
    AdminClientConfigCustomizer adminAs(KafkaSettings settings) {
        return properties -> properties.putAll(settings.clientProperties());
    }
}
