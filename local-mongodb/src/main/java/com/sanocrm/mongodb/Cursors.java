package com.sanocrm.mongodb;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Answers that go on in further batches. A cursor sees the store as it was when it was opened; idle
 * ones are closed after ten minutes, as MongoDB does.
 */
final class Cursors implements AutoCloseable {
    private static final int FIRST_BATCH = 101;
    private static final int BATCH_BYTES = 4 << 20;
    private static final long IDLE_NANOS = Duration.ofMinutes(10).toNanos();

    private final Map<Long, Open> open = new ConcurrentHashMap<>();
    private final AtomicLong ids =
            new AtomicLong(RandomGenerator.getDefault().nextLong(1, Long.MAX_VALUE / 2));

    private static final class Open {
        final String namespace;
        final Iterator<Document> documents;
        final Reading access;
        volatile long usedAt = System.nanoTime();

        Open(String namespace, Iterator<Document> documents, Reading access) {
            this.namespace = namespace;
            this.documents = documents;
            this.access = access;
        }
    }

    /**
     * Answers the first batch. The cursor takes over the access, and closes it.
     *
     * @param batchSize negative for MongoDB's default
     */
    Document first(
            String namespace,
            Iterator<Document> documents,
            Reading access,
            int batchSize,
            boolean only) {
        boolean kept = false;
        try {
            List<Document> batch = batch(documents, batchSize < 0 ? FIRST_BATCH : batchSize);
            kept = !only && (batchSize == 0 || documents.hasNext());
            long id = kept ? ids.incrementAndGet() : 0;
            if (kept) {
                access.lift();
                open.put(id, new Open(namespace, documents, access));
            }
            return answer(id, namespace, "firstBatch", batch);
        } finally {
            if (!kept) {
                access.close();
            }
        }
    }

    Document next(long id, String namespace, int batchSize) {
        Open cursor = open.get(id);
        if (cursor == null) {
            throw Refusals.cursorNotFound(id);
        }
        if (!cursor.namespace.equals(namespace)) {
            throw new MongoServerError(
                    13, "Unauthorized", "The cursor belongs to " + cursor.namespace);
        }
        synchronized (cursor) {
            if (open.get(id) != cursor) {
                throw Refusals.cursorNotFound(id);
            }
            boolean kept = false;
            try {
                int most = batchSize == 0 ? Integer.MAX_VALUE : batchSize;
                List<Document> batch = batch(cursor.documents, most);
                kept = cursor.documents.hasNext();
                cursor.usedAt = System.nanoTime();
                return answer(kept ? id : 0, namespace, "nextBatch", batch);
            } finally {
                if (!kept) {
                    open.remove(id);
                    cursor.access.close();
                }
            }
        }
    }

    private static List<Document> batch(Iterator<Document> documents, int size) {
        List<Document> batch = new ArrayList<>();
        long bytes = 0;
        while (batch.size() < size && bytes < BATCH_BYTES && documents.hasNext()) {
            Document next = documents.next();
            bytes += Bson.size(next);
            batch.add(next);
        }
        return batch;
    }

    private static Document answer(long id, String namespace, String name, List<Document> batch) {
        Document cursor = new Document("id", id).append("ns", namespace).append(name, batch);
        return new Document("cursor", cursor).append("ok", 1.0);
    }

    /** Whether there was one. */
    boolean close(long id) {
        Open cursor = open.get(id);
        if (cursor == null) {
            return false;
        }
        synchronized (cursor) {
            if (!open.remove(id, cursor)) {
                return false;
            }
            cursor.access.close();
            return true;
        }
    }

    void closeIdle() {
        open.forEach(
                (id, cursor) -> {
                    if (System.nanoTime() - cursor.usedAt > IDLE_NANOS) {
                        close(id);
                    }
                });
    }

    int count() {
        return open.size();
    }

    @Override
    public void close() {
        open.keySet().forEach(this::close);
    }
}
