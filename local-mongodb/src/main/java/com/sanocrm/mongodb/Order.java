package com.sanocrm.mongodb;

import com.sanocrm.mongodb.IndexDefinition.Field;
import com.sanocrm.mongodb.Scan.Found;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/**
 * Sorts in memory, where no index gives the order. An array counts as its least element, descending
 * as its greatest.
 */
final class Order {
    private final List<IndexDefinition> fields;
    private final long maximumBytes;

    private record Keyed(Key key, Found found) {}

    private static final Comparator<Keyed> ASCENDING = Comparator.comparing(Keyed::key);

    Order(Document sort, long maximumBytes) {
        this.maximumBytes = maximumBytes;
        this.fields = new ArrayList<>();
        sort.forEach(
                (path, direction) ->
                        fields.add(field(new Field(path, ((Number) direction).doubleValue() < 0))));
    }

    private static IndexDefinition field(Field field) {
        return new IndexDefinition(0, field.path(), List.of(field), false, false, null, null);
    }

    /**
     * @param limit how many of the first are needed; 0 for all
     */
    Stream<Found> sorted(Stream<Found> documents, int limit) {
        return limit > 0 ? first(documents, limit) : all(documents);
    }

    private Stream<Found> all(Stream<Found> documents) {
        List<Keyed> kept = new ArrayList<>();
        long[] bytes = {0};
        documents.forEach(
                one -> {
                    kept.add(keyed(one));
                    bytes[0] = checked(bytes[0] + one.bytes());
                });
        kept.sort(ASCENDING);
        return kept.stream().map(Keyed::found);
    }

    private Stream<Found> first(Stream<Found> documents, int limit) {
        PriorityQueue<Keyed> kept = new PriorityQueue<>(ASCENDING.reversed());
        long[] bytes = {0};
        documents.forEach(
                one -> {
                    Keyed keyed = keyed(one);
                    if (kept.size() == limit) {
                        if (ASCENDING.compare(keyed, kept.peek()) >= 0) {
                            return;
                        }
                        bytes[0] -= kept.remove().found().bytes();
                    }
                    kept.add(keyed);
                    bytes[0] = checked(bytes[0] + one.bytes());
                });
        return kept.stream().sorted(ASCENDING).map(Keyed::found);
    }

    private long checked(long bytes) {
        if (bytes > maximumBytes) {
            throw Refusals.sortTooLarge();
        }
        return bytes;
    }

    private Keyed keyed(Found found) {
        KeyWriter key = new KeyWriter();
        for (IndexDefinition field : fields) {
            byte[] least =
                    IndexKeys.of(field, found.document()).bytes().stream()
                            .min(Comparator.naturalOrder())
                            .orElseThrow()
                            .bytes();
            key.writeBytes(least);
        }
        return new Keyed(new Key(key.toBytes()), found);
    }
}
