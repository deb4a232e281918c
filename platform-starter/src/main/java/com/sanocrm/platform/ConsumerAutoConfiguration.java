package com.sanocrm.platform;

import com.sanocrm.contracts.Topic;
import com.sanocrm.platform.consume.EventBatches;
import com.sanocrm.platform.consume.EventReader;
import com.sanocrm.platform.consume.LoggedRetries;
import com.sanocrm.platform.kafka.KafkaSettings;
import com.sanocrm.platform.security.ShutAccounts;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.stream.binder.kafka.provisioning.AdminClientConfigCustomizer;
import org.springframework.cloud.stream.binder.kafka.support.ConsumerConfigCustomizer;
import org.springframework.cloud.stream.binder.kafka.support.ProducerConfigCustomizer;
import org.springframework.cloud.stream.binder.kafka.utils.DlqDestinationResolver;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;
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
    private static final Duration COMMITTED_AFTER = Duration.ofMillis(500);
    private static final Duration COMMIT_PATIENCE = Duration.ofSeconds(2);
    private static final long PAUSE_MILLIS = 500;

    @Bean
    EventReader eventReader(JsonMapper json, Tracer tracer, Propagator propagator) {
        return new EventReader(json, tracer, propagator);
    }

    @Bean
    ShutAccounts shutAccounts(KafkaSettings settings, JsonMapper json, Clock clock) {
        return new ShutAccounts(settings, json, clock);
    }

    @Bean
    EventBatches eventBatches(EventReader reader, KafkaSettings settings) {
        return new EventBatches(reader, settings);
    }

    /** For polls of which the poison is taken out: what is left to fail is the store. */
    @Bean(EventBatches.UNTIL_APPLIED)
    CommonErrorHandler untilApplied() {
        var handler =
                new DefaultErrorHandler(
                        new FixedBackOff(PAUSE_MILLIS, FixedBackOff.UNLIMITED_ATTEMPTS));
        handler.setRetryListeners(new LoggedRetries());
        /* Which log it in one line; by itself each attempt leaves a stack trace. */
        handler.setLogLevel(KafkaException.Level.DEBUG);
        return handler;
    }

    /**
     * Every effect can come again without effect, so a position is worth a round trip to the broker
     * only now and then; a group whose position others ask for commits after each poll.
     */
    @Bean
    ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> seldomCommitted() {
        return (container, destination, group) -> {
            ContainerProperties properties = container.getContainerProperties();
            if (properties.getAckMode() == ContainerProperties.AckMode.TIME) {
                properties.setAckTime(COMMITTED_AFTER.toMillis());
                /* On stop, too, something waits to be committed: not long for a broker that is away. */
                properties.setSyncCommitTimeout(COMMIT_PATIENCE);
            }
        };
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
