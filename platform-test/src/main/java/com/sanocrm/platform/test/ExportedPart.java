package com.sanocrm.platform.test;

import static java.util.Comparator.comparingInt;

import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.ExportPartSent;
import com.sanocrm.contracts.id.PrivacyRequestId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/** What a service gave to an export, read as identity-service reads it. */
public final class ExportedPart {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private ExportedPart() {}

    /**
     * Waits for a whole run.
     *
     * @param open the seal of a piece
     * @return the text of each file by its name
     */
    public static Map<String, String> await(
            PrivacyRequestId request,
            Function<byte[], ExportPartSent> parse,
            Function<ExportPartSent, byte[]> open) {
        var bytes = new ByteArrayOutputStream();
        pieces(request, parse).forEach(piece -> bytes.writeBytes(open.apply(piece)));
        return files(bytes.toByteArray());
    }

    /** The pieces of the first whole run, in order. */
    public static List<ExportPartSent> pieces(
            PrivacyRequestId request, Function<byte[], ExportPartSent> parse) {
        Map<String, List<ExportPartSent>> runs = new HashMap<>();
        try (var consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers", TestKafka.bootstrapServers(),
                                "group.id", UUID.randomUUID().toString(),
                                "auto.offset.reset", "earliest"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topic.EXPORT_PARTS.wireName()));
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(
                            () -> {
                                for (var message : consumer.poll(Duration.ofMillis(100))) {
                                    if (request.value().equals(message.key())) {
                                        ExportPartSent piece = parse.apply(message.value());
                                        runs.computeIfAbsent(piece.run(), _ -> new ArrayList<>())
                                                .add(piece);
                                    }
                                }
                                return runs.values().stream().anyMatch(ExportedPart::isWhole);
                            });
        }
        List<ExportPartSent> run =
                runs.values().stream().filter(ExportedPart::isWhole).findFirst().orElseThrow();
        return run.stream().sorted(comparingInt(ExportPartSent::number)).toList();
    }

    private static boolean isWhole(List<ExportPartSent> run) {
        return run.stream().anyMatch(piece -> piece.last() && piece.number() == run.size());
    }

    /** The files of a ZIP. */
    public static Map<String, String> files(byte[] zip) {
        var files = new HashMap<String, String>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
        return files;
    }
}
