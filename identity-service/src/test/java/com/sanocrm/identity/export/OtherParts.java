package com.sanocrm.identity.export;

import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.ExportOrdered;
import com.sanocrm.contracts.events.ExportPartSent;
import com.sanocrm.contracts.id.PrivacyRequestId;
import com.sanocrm.platform.export.ExportKey;
import com.sanocrm.platform.export.PartContents;
import com.sanocrm.platform.export.PartPlace;
import com.sanocrm.platform.kafka.EventHeaders;
import com.sanocrm.platform.test.TestKafka;
import com.sanocrm.platform.test.TopicReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.json.JsonMapper;

/** What the other services give, as platform-starter gives it. */
final class OtherParts {
    static final List<String> NAMES =
            List.of("messaging-service", "consent-service", "audit-service");
    private static final int PIECE = 100;

    private final JsonMapper json;
    private final ExportOrdered order;

    private OtherParts(JsonMapper json, ExportOrdered order) {
        this.json = json;
        this.order = order;
    }

    /** Waits for the order of that request. */
    static OtherParts of(PrivacyRequestId request, JsonMapper json) {
        String order =
                TopicReader.await(
                                Topic.Name.EXPORTS_REQUESTED,
                                1,
                                one -> request.value().equals(one.key()))
                        .getFirst()
                        .value();
        return new OtherParts(json, json.readValue(order, ExportOrdered.class));
    }

    ExportOrdered order() {
        return order;
    }

    /** A part of two records and a Communication; its pieces come doubled and out of order. */
    void give(String service) {
        give(service, service, "%s-Canary".formatted(service), false);
    }

    /**
     * @param sender who really gives it
     * @param lies whether it says another checksum than it has
     */
    void give(String service, String sender, String mark, boolean lies) {
        String run = UUID.randomUUID().toString();
        byte[] zip = zip(service, mark, lies);
        var seal = new ExportKey.Seal(order.publicKey());
        List<ExportPartSent> pieces = new ArrayList<>();
        for (int from = 0; from < zip.length; from += PIECE) {
            int number = from / PIECE + 1;
            boolean last = from + PIECE >= zip.length;
            byte[] plain = Arrays.copyOfRange(zip, from, Math.min(zip.length, from + PIECE));
            byte[] sealed =
                    seal.seal(new PartPlace(order.requestId(), service, run, number, last), plain);
            pieces.add(
                    new ExportPartSent(
                            order.requestId(),
                            service,
                            run,
                            number,
                            last,
                            Base64.getEncoder().encodeToString(sealed)));
        }
        pieces.addAll(List.copyOf(pieces));
        Collections.shuffle(pieces);
        send(sender, pieces);
    }

    private byte[] zip(String service, String mark, boolean lies) {
        String records = json.writeValueAsString(Map.of("service", service, "things", mark));
        String id = UUID.randomUUID().toString();
        String patient = order.accountId().value().substring(4);
        String resources =
                """
                {"fullUrl":"urn:uuid:%s","resource":{"resourceType":"Communication","id":"%s",\
                "status":"completed","subject":{"reference":"urn:uuid:%s"},\
                "payload":[{"contentString":"%s"}]}}
                """
                        .formatted(id, id, patient, mark);
        var contents =
                new PartContents(
                        service,
                        Map.of("things", 1L),
                        sha256(lies ? "another" : records),
                        Map.of("Communication", 1L),
                        sha256(resources));
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            add(zip, PartContents.RECORDS, records);
            add(zip, PartContents.RESOURCES, resources);
            add(zip, PartContents.CONTENTS, json.writeValueAsString(contents));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void send(String sender, List<ExportPartSent> pieces) {
        try (var kafka =
                new KafkaProducer<String, byte[]>(
                        Map.of("bootstrap.servers", TestKafka.bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            for (ExportPartSent piece : pieces) {
                kafka.send(
                                new ProducerRecord<>(
                                        Topic.Name.EXPORT_PARTS,
                                        null,
                                        piece.key(),
                                        json.writeValueAsBytes(piece),
                                        new EventHeaders(sender, Clock.systemUTC())
                                                .of(
                                                        "evt_" + UUID.randomUUID(),
                                                        piece.eventType(),
                                                        piece.key(),
                                                        null,
                                                        0)))
                        .get();
            }
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }
}
