package com.sanocrm.mongodb.fault;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** One client: random commands on documents of its own, and on those that all write. */
final class Writer {
    private static final int FEW = 40;
    private static final int MANY = 160;
    private static final int DUPLICATE_KEY = 11_000;
    private static final int OUT_OF_DISK_SPACE = 14_031;

    private final int number;
    private final SplittableRandom random;
    private final Ledger ledger = new Ledger();
    private final Shared shared;
    private long made;

    Writer(int number, long seed, Shared shared) {
        this.number = number;
        this.random = new SplittableRandom(seed + number);
        this.shared = shared;
    }

    int number() {
        return number;
    }

    Ledger ledger() {
        return ledger;
    }

    /**
     * Writes until the server no longer answers, or has no room.
     *
     * @param goOn is asked after every acknowledged command
     * @return whether it had no room
     */
    boolean write(MongoCollection<Document> records, BooleanSupplier goOn) {
        boolean more = true;
        while (more) {
            try {
                step(records);
                more = goOn.getAsBoolean();
            } catch (MongoWriteException | MongoCommandException refused) {
                ledger.refused();
                shared.refused(number);
                if (refused.getCode() == OUT_OF_DISK_SPACE) {
                    return true;
                }
                if (refused.getCode() != DUPLICATE_KEY) {
                    throw refused;
                }
            } catch (MongoException | IllegalStateException noAnswerOrClosedClient) {
                return false;
            }
        }
        return false;
    }

    private void step(MongoCollection<Document> records) {
        int kind = random.nextInt(100);
        int size = ledger.documents().size();
        if (size > MANY) {
            deleteGroup(records);
        } else if (size < FEW || kind < 15) {
            insert(records);
        } else if (kind < 25) {
            insertBatch(records);
        } else if (kind < 45) {
            compareAndSet(records);
        } else if (kind < 60) {
            updateGroup(records);
        } else if (kind < 70) {
            findAndUpdate(records);
        } else if (kind < 75) {
            replace(records);
        } else if (kind < 83) {
            delete(records);
        } else if (kind < 90) {
            takeSlot(records);
        } else {
            shared.increase(number, records);
        }
    }

    void insert(MongoCollection<Document> records) {
        Document record = fresh();
        ledger.attempt(only(record));
        records.insertOne(record);
        ledger.acknowledged();
    }

    void insertBatch(MongoCollection<Document> records) {
        List<Document> batch = new ArrayList<>();
        Map<String, @Nullable Document> after = Ledger.changes();
        for (int i = random.nextInt(2, 9); i > 0; i--) {
            Document record = fresh();
            batch.add(record);
            after.put(record.getString("_id"), record);
        }
        ledger.attempt(after);
        records.insertMany(batch);
        ledger.acknowledged();
    }

    private void compareAndSet(MongoCollection<Document> records) {
        Document before = any();
        boolean stale = random.nextInt(10) == 0;
        Document after = changed(before);
        Bson expected = Filters.eq("version", before.getInteger("version") - (stale ? 1 : 0));
        ledger.attempt(stale ? Map.of() : only(after));
        long matched =
                records.updateOne(Filters.and(byId(before), expected), update(after))
                        .getMatchedCount();
        expect(matched == (stale ? 0 : 1), "matched %d of %s".formatted(matched, before));
        ledger.acknowledged();
    }

    void updateGroup(MongoCollection<Document> records) {
        int group = random.nextInt(Records.GROUPS);
        String state = Records.state(random);
        Map<String, @Nullable Document> after = Ledger.changes();
        for (Document before : group(group)) {
            Document changed = increased(before).append("state", state);
            after.put(before.getString("_id"), changed);
        }
        ledger.attempt(after);
        long matched =
                records.updateMany(
                                ofGroup(group),
                                Updates.combine(increase(), Updates.set("state", state)))
                        .getMatchedCount();
        expect(matched == after.size(), matched + " of group " + after.keySet());
        ledger.acknowledged();
    }

    void findAndUpdate(MongoCollection<Document> records) {
        Document before = any();
        Document after = changed(before);
        ledger.attempt(only(after));
        Document answer =
                records.findOneAndUpdate(
                        byId(before),
                        update(after),
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
        expect(after.equals(answer), "%s instead of %s".formatted(answer, after));
        ledger.acknowledged();
    }

    private void replace(MongoCollection<Document> records) {
        Document before = any();
        Document after = Records.random(before.getString("_id"), number, random);
        after.put("serial", after.getString("serial") + ", " + made++);
        ledger.attempt(only(after));
        Document answer = records.findOneAndReplace(byId(before), after);
        expect(before.equals(answer), "%s instead of %s".formatted(answer, before));
        ledger.acknowledged();
    }

    void delete(MongoCollection<Document> records) {
        Document before = any();
        Map<String, @Nullable Document> after = Ledger.changes();
        after.put(before.getString("_id"), null);
        ledger.attempt(after);
        long deleted = records.deleteOne(byId(before)).getDeletedCount();
        expect(deleted == 1, "not deleted: " + before);
        ledger.acknowledged();
    }

    private void deleteGroup(MongoCollection<Document> records) {
        int group = random.nextInt(Records.GROUPS);
        Map<String, @Nullable Document> after = Ledger.changes();
        group(group).forEach(before -> after.put(before.getString("_id"), null));
        ledger.attempt(after);
        long deleted = records.deleteMany(ofGroup(group)).getDeletedCount();
        expect(deleted == after.size(), deleted + " of group " + after.keySet());
        ledger.acknowledged();
    }

    /** All clients want the same unique value at about the same time; one gets it. */
    private void takeSlot(MongoCollection<Document> records) {
        Document record = fresh().append("serial", shared.slot(random));
        ledger.attempt(only(record));
        records.insertOne(record);
        ledger.acknowledged();
    }

    private Document fresh() {
        return Records.random("%d-%06d".formatted(number, made++), number, random);
    }

    private Document any() {
        List<String> ids = List.copyOf(ledger.documents().keySet());
        return find(ids.get(random.nextInt(ids.size())));
    }

    private Document find(String id) {
        return Objects.requireNonNull(ledger.documents().get(id));
    }

    private List<Document> group(int group) {
        return ledger.documents().values().stream()
                .filter(record -> record.getInteger("group") == group)
                .toList();
    }

    private Document changed(Document before) {
        Document after =
                increased(before)
                        .append("tags", Records.tags(random))
                        .append("due", random.nextInt(100));
        if (random.nextBoolean()) {
            after.append("extra", "extra " + made++);
        } else {
            after.remove("extra");
        }
        return after;
    }

    private static Document increased(Document before) {
        return new Document(before)
                .append("version", before.getInteger("version") + 1)
                .append("left", before.getInteger("left") + 1)
                .append("right", before.getInteger("right") - 1);
    }

    static Bson increase() {
        return Updates.combine(
                Updates.inc("version", 1), Updates.inc("left", 1), Updates.inc("right", -1));
    }

    private static Bson update(Document after) {
        return Updates.combine(
                increase(),
                Updates.set("tags", after.get("tags")),
                Updates.set("due", after.get("due")),
                after.containsKey("extra")
                        ? Updates.set("extra", after.get("extra"))
                        : Updates.unset("extra"));
    }

    private static Bson byId(Document record) {
        return Filters.eq("_id", record.get("_id"));
    }

    private Bson ofGroup(int group) {
        return Filters.and(Filters.eq("client", number), Filters.eq("group", group));
    }

    private static Map<String, @Nullable Document> only(Document record) {
        Map<String, @Nullable Document> one = Ledger.changes();
        one.put(record.getString("_id"), record);
        return one;
    }

    private static void expect(boolean truth, String otherwise) {
        if (!truth) {
            throw new AssertionError(otherwise);
        }
    }
}
