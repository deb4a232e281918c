package com.sanocrm.mongodb.fault;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The documents of these tests, in a collection with an index of every kind. */
final class Records {
    static final int GROUPS = 4;
    static final int TAGS = 6;

    static final String UNIQUE = "serial";
    static final String COMPOUND = "client-group-version";
    static final String MULTIKEY = "tags";
    static final String SPARSE = "extra";
    static final String PARTIAL = "due-of-open";

    private static final int LONGEST_BODY = 1_200;

    private Records() {}

    static MongoCollection<Document> of(MongoClient client) {
        return client.getDatabase("faults").getCollection("records");
    }

    static void createIndexes(MongoClient client) {
        of(client)
                .createIndexes(
                        List.of(
                                index(
                                        UNIQUE,
                                        Indexes.ascending("serial"),
                                        new IndexOptions().unique(true)),
                                index(
                                        COMPOUND,
                                        Indexes.compoundIndex(
                                                Indexes.ascending("client", "group"),
                                                Indexes.descending("version")),
                                        new IndexOptions()),
                                index(MULTIKEY, Indexes.ascending("tags"), new IndexOptions()),
                                index(
                                        SPARSE,
                                        Indexes.ascending("extra"),
                                        new IndexOptions().sparse(true)),
                                index(
                                        PARTIAL,
                                        Indexes.ascending("due"),
                                        new IndexOptions()
                                                .partialFilterExpression(
                                                        Filters.eq("state", "open")))));
    }

    private static IndexModel index(String name, Bson keys, IndexOptions options) {
        return new IndexModel(keys, options.name(name));
    }

    /** The fields {@code left} and {@code right} add up to 0, always. */
    static Document random(String id, int client, RandomGenerator random) {
        int left = random.nextInt(1_000);
        Document made =
                new Document("_id", id)
                        .append("client", client)
                        .append("group", random.nextInt(GROUPS))
                        .append("serial", "serial of " + id)
                        .append("version", 0)
                        .append("left", left)
                        .append("right", -left)
                        .append("tags", tags(random))
                        .append("state", state(random))
                        .append("due", random.nextInt(100))
                        .append("body", body(random));
        return random.nextInt(3) == 0 ? made.append("extra", "extra of " + id) : made;
    }

    static List<String> tags(RandomGenerator random) {
        return random.ints(random.nextInt(4), 0, TAGS)
                .distinct()
                .mapToObj(tag -> "tag " + tag)
                .toList();
    }

    static String state(RandomGenerator random) {
        return random.nextBoolean() ? "open" : "closed";
    }

    /** Cannot be compressed much, so that files grow as they do in life. */
    private static String body(RandomGenerator random) {
        return random.ints(random.nextInt(LONGEST_BODY), '0', 'z')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
