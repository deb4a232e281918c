package com.sanocrm.story;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.FileRecords;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.RecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * Looks for words in files, in every {@link Spelling}; also in what is compressed there: gzip
 * wherever it begins, and Kafka's batches. Our store does not compress.
 */
final class Sweep {
    /** Three bytes say that gzip begins; by chance they stand in much that is none. */
    private static final byte[] GZIP = {0x1f, (byte) 0x8b, 8};

    private static final int UNPACKED_AT_MOST = 1 << 22;

    private final List<Spelling> spellings;
    private final ByteSearch search;

    /** A word that is where it must not be. */
    record Found(String word, String spelling, Path file) {}

    Sweep(Collection<String> words) {
        spellings = words.stream().flatMap(word -> Spelling.of(word).stream()).toList();
        List<byte[]> wanted = new ArrayList<>();
        spellings.forEach(spelling -> wanted.add(spelling.bytes()));
        wanted.add(GZIP);
        search = new ByteSearch(wanted);
    }

    /** How many byte strings are looked for. */
    int size() {
        return spellings.size();
    }

    /** Of all files below. */
    Set<Found> in(Path directory) throws IOException {
        var found = new LinkedHashSet<Found>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                try {
                    look(file, found);
                } catch (NoSuchFileException rolledAway) {
                    // What it held is in another, or gone.
                }
            }
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
        return found;
    }

    private void look(Path file, Set<Found> found) throws IOException {
        List<Long> packed = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            search.in(
                    in,
                    (wanted, end) -> {
                        if (wanted == spellings.size()) {
                            packed.add(end - GZIP.length);
                        } else {
                            add(wanted, "", file, found);
                        }
                    });
        }
        for (long from : packed) {
            unpack(file, from, found);
        }
        if (file.toString().contains("/kafka/") && file.toString().endsWith(".log")) {
            unpackBatches(file, found);
        }
    }

    private void add(int wanted, String packed, Path file, Set<Found> found) {
        if (wanted < spellings.size()) {
            Spelling spelling = spellings.get(wanted);
            found.add(new Found(spelling.word(), spelling.name() + packed, file));
        }
    }

    private void unpack(Path file, long from, Set<Found> found) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            in.skipNBytes(from);
            search.in(
                    new AtMost(new GZIPInputStream(in), UNPACKED_AT_MOST),
                    (wanted, _) -> add(wanted, " in gzip", file, found));
        } catch (ZipException | EOFException noneOrCutOff) {
            // What could be unpacked was looked at.
        }
    }

    private void unpackBatches(Path segment, Set<Found> found) throws IOException {
        FileRecords records = FileRecords.open(segment.toFile(), false);
        try {
            for (RecordBatch batch : records.batches()) {
                if (batch.compressionType() != CompressionType.NONE) {
                    String packed = " in a batch of " + batch.compressionType();
                    for (Record record : batch) {
                        look(record.key(), packed, segment, found);
                        look(record.value(), packed, segment, found);
                        for (Header header : record.headers()) {
                            look(ByteBuffer.wrap(header.value()), packed, segment, found);
                        }
                    }
                }
            }
        } finally {
            /* Closing it would cut off what the broker has appended since. */
            records.closeHandlers();
        }
    }

    private void look(@Nullable ByteBuffer bytes, String packed, Path file, Set<Found> found)
            throws IOException {
        if (bytes != null) {
            byte[] all = new byte[bytes.remaining()];
            bytes.duplicate().get(all);
            search.in(
                    new ByteArrayInputStream(all), (wanted, _) -> add(wanted, packed, file, found));
        }
    }

    /** Ends after so many bytes: a bomb is not unpacked. */
    private static final class AtMost extends java.io.FilterInputStream {
        private int left;

        AtMost(InputStream in, int most) {
            super(in);
            left = most;
        }

        @Override
        public int read(byte[] into) throws IOException {
            int count = left == 0 ? -1 : in.read(into, 0, Math.min(into.length, left));
            left -= Math.max(count, 0);
            return count;
        }
    }
}
