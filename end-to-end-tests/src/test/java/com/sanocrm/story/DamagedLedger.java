package com.sanocrm.story;

import com.sanocrm.contracts.Topic;
import com.sanocrm.stack.kafka.KafkaLogin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A record of the ledger of erasures that nobody can read, under an account's key.
 *
 * @param account whose order it may have been
 */
record DamagedLedger(Stack stack, String account, int partition, long offset) {
    private static final String ADMIN = "sano-admin";

    static DamagedLedger of(Stack stack, String account)
            throws IOException, InterruptedException, ExecutionException {
        var login =
                new KafkaLogin(
                        stack.kafkaBootstrap(),
                        ADMIN,
                        stack.secrets().path("kafka").path(ADMIN).asString());
        try (var kafka =
                new KafkaProducer<>(
                        login.properties(), new StringSerializer(), new ByteArraySerializer())) {
            RecordMetadata place =
                    kafka.send(
                                    new ProducerRecord<>(
                                            Topic.ERASURES.wireName(),
                                            account,
                                            "{\"erasureId\": \"ers_"
                                                    .getBytes(StandardCharsets.UTF_8)))
                            .get();
            return new DamagedLedger(stack, account, place.partition(), place.offset());
        }
    }

    /** Whether the service has said in its log which record keeps it shut. */
    boolean isNamedBy(String service) throws IOException {
        return stack.log(service)
                .lines()
                .filter(line -> line.contains("./sano ledger repair"))
                .anyMatch(
                        line ->
                                line.contains("\"topic\":\"" + Topic.ERASURES.wireName() + "\"")
                                        && line.contains("\"partition\":\"" + partition + "\"")
                                        && line.contains("\"offset\":\"" + offset + "\""));
    }

    /** {@code ./sano ledger repair} of the place. */
    Stack.Outcome repair(String... options) throws IOException, InterruptedException {
        var arguments = new ArrayList<String>();
        arguments.add("ledger");
        arguments.add("repair");
        arguments.add(Integer.toString(partition));
        arguments.add(Long.toString(offset));
        arguments.addAll(List.of(options));
        return stack.sano(arguments.toArray(String[]::new));
    }
}
