package com.sanocrm.identity.erasure;

import com.sanocrm.contracts.ErasureStep;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.ErasureConfirmed;
import com.sanocrm.contracts.events.ErasureOrdered;
import com.sanocrm.contracts.events.Event;
import com.sanocrm.contracts.events.LegalHoldChanged;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ErasureId;
import com.sanocrm.contracts.id.LegalCaseId;
import com.sanocrm.platform.kafka.EventHeaders;
import com.sanocrm.platform.test.TestKafka;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.json.JsonMapper;

/** What the other services say by events. */
final class OtherServices {
    static final List<String> NAMES =
            List.of("messaging-service", "consent-service", "audit-service", "analytics-service");

    private final JsonMapper json;

    OtherServices(JsonMapper json) {
        this.json = json;
    }

    void confirm(AccountId account, ErasureStep step) {
        NAMES.forEach(service -> confirm(account, step, service, service));
    }

    /**
     * @param sender who really says it
     */
    void confirm(AccountId account, ErasureStep step, String service, String sender) {
        send(
                sender,
                1,
                new ErasureConfirmed(
                        ErasureId.of(account),
                        account,
                        service,
                        step,
                        step == ErasureStep.CLEAN_UP ? 7 : 0,
                        Set.of(),
                        Instant.now().truncatedTo(ChronoUnit.MILLIS)));
    }

    /** As {@code ./sano ledger repair --erase} writes it: without a number. */
    void orderedByRepair(AccountId account) {
        send(
                "ledger-repair",
                0,
                new ErasureOrdered(
                        ErasureId.of(account),
                        account,
                        ErasureStep.CLEAN_UP,
                        Set.of(),
                        Instant.now().truncatedTo(ChronoUnit.MILLIS)));
    }

    void hold(LegalCaseId legalCase, long sequence, Set<AccountId> people) {
        send(
                "audit-service",
                sequence,
                new LegalHoldChanged(
                        legalCase, people, Instant.now().truncatedTo(ChronoUnit.MILLIS)));
    }

    private void send(String sender, long sequence, Event event) {
        Topic topic = event.eventType().topic();
        try (var kafka =
                new KafkaProducer<String, byte[]>(
                        Map.of("bootstrap.servers", TestKafka.bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            kafka.send(
                            new ProducerRecord<>(
                                    topic.wireName(),
                                    null,
                                    event.key(),
                                    json.writeValueAsBytes(event),
                                    new EventHeaders(sender, Clock.systemUTC())
                                            .of(
                                                    "evt_" + UUID.randomUUID(),
                                                    event.eventType(),
                                                    event.key(),
                                                    null,
                                                    sequence)))
                    .get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }
}
