package com.sanocrm.story;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.FileRecords;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A leak is found however it is written: each is planted here. */
class SweepTest {
    private static final String WORD = "canary7f3a9b21c042";
    private static final String TEXT = "{\"familyName\": \"" + WORD + "\"}";

    @TempDir private Path folder;

    @Test
    void everySpellingIsFoundWhereverItBegins() throws Exception {
        assertThat(ways(TEXT.getBytes(UTF_8))).containsExactly("UTF-8");
        assertThat(ways(TEXT.getBytes(UTF_16LE))).contains("UTF-16LE");
        assertThat(ways(TEXT.getBytes(UTF_16BE))).contains("UTF-16BE");
        byte[] plain = TEXT.getBytes(UTF_8);
        assertThat(ways(HexFormat.of().formatHex(plain).getBytes(UTF_8))).containsExactly("hex");
        assertThat(ways(HexFormat.of().withUpperCase().formatHex(plain).getBytes(UTF_8)))
                .containsExactly("hex");
        for (int before = 0; before < 3; before++) {
            byte[] shifted = (" ".repeat(before) + TEXT).getBytes(UTF_8);
            assertThat(ways(Base64.getEncoder().encode(shifted)))
                    .as("%d before it", before)
                    .containsExactly("Base64");
        }
    }

    @Test
    void gzipIsFoundWhereverItBegins() throws Exception {
        var out = new ByteArrayOutputStream();
        out.write("what a store has before it \u001f\u008b\b".getBytes(UTF_8));
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(TEXT.getBytes(UTF_8));
        }
        out.write("and after".getBytes(UTF_8));

        assertThat(ways(out.toByteArray())).containsExactly("UTF-8 in gzip");
    }

    @ParameterizedTest
    @EnumSource(
            value = CompressionType.class,
            names = {"GZIP", "SNAPPY", "LZ4", "ZSTD"})
    void compressedBatchesOfKafkaAreFound(CompressionType compression) throws Exception {
        Path topic = Files.createDirectories(folder.resolve("kafka/topic-0"));
        byte[] nothing = " ".repeat(100).getBytes(UTF_8);
        byte[] leak = TEXT.getBytes(UTF_8);
        try (var segment = FileRecords.open(topic.resolve("0.log").toFile(), true)) {
            for (SimpleRecord record :
                    List.of(
                            new SimpleRecord(0, leak, nothing),
                            new SimpleRecord(0, nothing, leak),
                            new SimpleRecord(
                                    0,
                                    nothing,
                                    nothing,
                                    new Header[] {new RecordHeader("ce_subject", leak)}))) {
                int before = segment.sizeInBytes();
                segment.append(
                        MemoryRecords.withRecords(Compression.of(compression).build(), record));
                assertThat(segment.sizeInBytes()).isGreaterThan(before);
            }
        }

        assertThat(new Sweep(List.of(WORD)).in(folder))
                .extracting(Sweep.Found::spelling)
                .contains("UTF-8 in a batch of " + compression);
    }

    /** As a broker does: closing the file as one of ours would cut off what came meanwhile. */
    @Test
    void aSegmentThatGrowsMeanwhileIsReadAndLeftAlone() throws Exception {
        Path topic = Files.createDirectories(folder.resolve("kafka/topic-0"));
        Path file = topic.resolve("0.log");
        byte[] leak = TEXT.getBytes(UTF_8);
        var batch =
                MemoryRecords.withRecords(
                        Compression.of(CompressionType.GZIP).build(), new SimpleRecord(0, leak));
        try (var segment = FileRecords.open(file.toFile(), true)) {
            segment.append(batch);
            var swept = new CountDownLatch(1);
            Thread broker =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        while (swept.getCount() > 0) {
                                            append(segment, batch);
                                        }
                                    });
            var found = new LinkedHashSet<Sweep.Found>();
            while (segment.sizeInBytes() < 1 << 20) {
                found.addAll(new Sweep(List.of(WORD)).in(folder));
            }
            swept.countDown();
            broker.join();

            assertThat(found)
                    .extracting(Sweep.Found::spelling)
                    .contains("UTF-8 in a batch of " + CompressionType.GZIP);
            assertThat(Files.size(file)).isEqualTo(segment.sizeInBytes());
        }
    }

    private static void append(FileRecords segment, MemoryRecords batch) {
        try {
            segment.append(batch);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private List<String> ways(byte[] written) throws Exception {
        Files.write(folder.resolve("file"), written);
        return new Sweep(List.of(WORD))
                .in(folder).stream().map(Sweep.Found::spelling).distinct().toList();
    }
}
