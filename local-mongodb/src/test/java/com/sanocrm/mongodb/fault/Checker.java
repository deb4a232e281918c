package com.sanocrm.mongodb.fault;

import static com.sanocrm.mongodb.fault.Fault.Kind.DANGLING_ENTRY;
import static com.sanocrm.mongodb.fault.Fault.Kind.MISSING_ENTRY;

import com.mongodb.MongoCommandException;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Compares what a server has with what its clients know, and its indexes with its documents: by the
 * server's own {@code validate}, and by queries through every index, whose answers it computes from
 * a read of the whole collection.
 */
final class Checker {
    private static final int UNRECOVERABLE = 246;

    private final MongoCollection<Document> records;
    private final MongoClient client;
    private final Map<String, Document> found = new LinkedHashMap<>();
    private final List<Fault> faults = new ArrayList<>();

    private Checker(MongoClient client) {
        this.client = client;
        this.records = Records.of(client);
    }

    static List<Fault> check(MongoClient client, Collection<Writer> writers, Shared shared) {
        Checker checker = new Checker(client);
        checker.read();
        checker.documents(writers, shared);
        checker.indexes(writers.size());
        checker.validate();
        return checker.faults;
    }

    private void read() {
        for (Document record : records.find().hint(new Document("$natural", 1))) {
            found.put(record.getString("_id"), record);
        }
    }

    private void documents(Collection<Writer> writers, Shared shared) {
        Map<Integer, Map<String, Document>> byClient = new HashMap<>();
        found.forEach(
                (id, record) ->
                        byClient.computeIfAbsent(record.getInteger("client"), _ -> new HashMap<>())
                                .put(id, record));
        for (Writer writer : writers) {
            faults.addAll(writer.ledger().settle(byClient.getOrDefault(writer.number(), Map.of())));
        }
        Set<String> serials = new HashSet<>();
        for (Document record : found.values()) {
            if (!serials.add(record.getString("serial"))) {
                faults.add(new Fault(Fault.Kind.NOT_UNIQUE, record.getString("serial")));
            }
            if (record.getInteger("left") + record.getInteger("right") != 0) {
                faults.add(new Fault(Fault.Kind.HALF_APPLIED, record.toString()));
            }
        }
        faults.addAll(shared.settle(found));
    }

    private void indexes(int clients) {
        Comparator<Document> bySerial = Comparator.comparing(one -> one.getString("serial"));
        ordered(
                Records.UNIQUE,
                Filters.gte("serial", ""),
                Sorts.ascending("serial"),
                _ -> true,
                bySerial);
        for (String id : found.keySet()) {
            String serial = found.get(id).getString("serial");
            through(Records.UNIQUE, Filters.eq("serial", serial), List.of(id));
        }
        for (int number = 0; number < clients; number++) {
            for (int group = 0; group < Records.GROUPS; group++) {
                Bson filter = Filters.and(Filters.eq("client", number), Filters.eq("group", group));
                Document key = new Document("client", number).append("group", group);
                ordered(
                        Records.COMPOUND,
                        filter,
                        Sorts.descending("version"),
                        one -> one.entrySet().containsAll(key.entrySet()),
                        Comparator.comparing((Document one) -> one.getInteger("version"))
                                .reversed());
            }
        }
        for (int tag = 0; tag < Records.TAGS; tag++) {
            String text = "tag " + tag;
            same(
                    Records.MULTIKEY,
                    Filters.eq("tags", text),
                    one -> one.getList("tags", String.class).contains(text));
        }
        same(Records.SPARSE, Filters.gte("extra", ""), one -> one.containsKey("extra"));
        ordered(
                Records.PARTIAL,
                Filters.and(Filters.eq("state", "open"), Filters.gte("due", 0)),
                Sorts.ascending("due"),
                one -> "open".equals(one.get("state")),
                Comparator.comparing(one -> one.getInteger("due")));
    }

    private void ordered(
            String index,
            Bson filter,
            Bson sort,
            Predicate<Document> expected,
            Comparator<Document> order) {
        same(index, filter, expected);
        List<Document> sorted = list(index, records.find(filter).sort(sort));
        for (int i = 1; i < sorted.size(); i++) {
            if (order.compare(sorted.get(i - 1), sorted.get(i)) > 0) {
                faults.add(new Fault(DANGLING_ENTRY, index + " is out of order"));
            }
        }
    }

    private void same(String index, Bson filter, Predicate<Document> expected) {
        List<String> ids =
                found.values().stream().filter(expected).map(one -> one.getString("_id")).toList();
        through(index, filter, ids);
        long counted =
                answered(
                        index,
                        (long) ids.size(),
                        () -> records.countDocuments(filter, new CountOptions().hintString(index)));
        if (counted != ids.size()) {
            faults.add(
                    new Fault(
                            counted < ids.size() ? MISSING_ENTRY : DANGLING_ENTRY,
                            "%s counts %d of %d".formatted(index, counted, ids.size())));
        }
    }

    private void through(String index, Bson filter, List<String> expected) {
        Set<String> missing = new HashSet<>(expected);
        for (Document record : list(index, records.find(filter))) {
            String id = record.getString("_id");
            if (!missing.remove(id)) {
                faults.add(new Fault(DANGLING_ENTRY, index + " has " + id));
            }
            if (!record.equals(found.get(id))) {
                faults.add(new Fault(DANGLING_ENTRY, index + " has another " + id));
            }
        }
        missing.forEach(id -> faults.add(new Fault(MISSING_ENTRY, index + " lacks " + id)));
    }

    private List<Document> list(String index, FindIterable<Document> query) {
        return answered(index, List.of(), () -> query.hintString(index).into(new ArrayList<>()));
    }

    /** The server itself may notice that an entry leads to nothing. */
    private <T> T answered(String index, T otherwise, Supplier<T> query) {
        try {
            return query.get();
        } catch (MongoCommandException e) {
            if (e.getCode() != UNRECOVERABLE) {
                throw e;
            }
            faults.add(new Fault(DANGLING_ENTRY, index + ": " + e.getErrorMessage()));
            return otherwise;
        }
    }

    private void validate() {
        Document answer =
                client.getDatabase(records.getNamespace().getDatabaseName())
                        .runCommand(
                                new Document(
                                        "validate", records.getNamespace().getCollectionName()));
        for (String error : answer.getList("errors", String.class)) {
            faults.add(
                    new Fault(
                            error.contains("lacks") ? MISSING_ENTRY : DANGLING_ENTRY,
                            "validate: " + error));
        }
        if (answer.getBoolean("valid") != answer.getList("errors", String.class).isEmpty()
                || !String.valueOf(answer.get("nrecords")).equals(String.valueOf(found.size()))) {
            faults.add(new Fault(Fault.Kind.UNKNOWN, "validate: " + answer));
        }
    }
}
