package com.sanocrm.mongodb.fault;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.bson.Document;

/** What all clients write: one document that they increase, and unique values they race for. */
final class Shared {
    private static final String ID = "shared";
    private static final int RACED_AT_ONCE = 3;

    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger slots = new AtomicInteger();
    private final Set<Integer> open = ConcurrentHashMap.newKeySet();

    static void create(MongoCollection<Document> records) {
        records.insertOne(
                new Document("_id", ID)
                        .append("client", -1)
                        .append("group", 0)
                        .append("serial", ID)
                        .append("version", 0)
                        .append("left", 0)
                        .append("right", 0)
                        .append("tags", List.of())
                        .append("state", "closed")
                        .append("due", 0));
    }

    static boolean isShared(Document record) {
        return ID.equals(record.get("_id"));
    }

    void increase(int client, MongoCollection<Document> records) {
        open.add(client);
        long matched =
                records.updateOne(Filters.eq("_id", ID), Writer.increase()).getMatchedCount();
        if (matched != 1) {
            throw new AssertionError("the shared document is gone");
        }
        acknowledged.incrementAndGet();
        open.remove(client);
    }

    void refused(int client) {
        open.remove(client);
    }

    String slot(RandomGenerator random) {
        return "slot " + (slots.incrementAndGet() / RACED_AT_ONCE + random.nextInt(2));
    }

    List<Fault> settle(Map<String, Document> found) {
        List<Fault> faults = new ArrayList<>();
        Document shared = found.get(ID);
        if (shared == null) {
            return List.of(new Fault(Fault.Kind.LOST, "the shared document"));
        }
        int version = shared.getInteger("version");
        if (version < acknowledged.get()) {
            faults.add(
                    new Fault(
                            Fault.Kind.LOST,
                            "increased to %d, acknowledged %d"
                                    .formatted(version, acknowledged.get())));
        } else if (version > acknowledged.get() + open.size()) {
            faults.add(new Fault(Fault.Kind.UNKNOWN, "increased too often"));
        }
        if (shared.getInteger("left") != version || shared.getInteger("right") != -version) {
            faults.add(new Fault(Fault.Kind.HALF_APPLIED, shared.toString()));
        }
        acknowledged.set(version);
        open.clear();
        return faults;
    }
}
