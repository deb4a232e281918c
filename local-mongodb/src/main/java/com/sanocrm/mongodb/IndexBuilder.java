package com.sanocrm.mongodb;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/** Makes an index over what a collection holds, while its writers wait. */
final class IndexBuilder {
    private static final int DOCUMENTS_AT_ONCE = 1_000;
    private static final int MOST_FIELDS = 32;
    private static final int MOST_INDEXES = 64;
    private static final Set<String> OPTIONS =
            Set.of(
                    "key",
                    "name",
                    "unique",
                    "sparse",
                    "partialFilterExpression",
                    "expireAfterSeconds",
                    "background",
                    "v",
                    "ns");
    private static final Set<String> OPTIONS_OF_ID_INDEX =
            Set.of("key", "name", "background", "v", "ns");
    private static final Set<String> FILTER_OPERATORS =
            Set.of("$eq", "$exists", "$gt", "$gte", "$lt", "$lte", "$in");

    private final Engine engine;

    IndexBuilder(Engine engine) {
        this.engine = engine;
    }

    /** Refuses what this server would not keep to. */
    void check(Request request, Document wanted) {
        Request index = new Request(request.database(), "an index", wanted);
        wanted.keySet().forEach(option -> checkOption(index, option));
        if (index.text("name").isEmpty()) {
            throw Refusals.cannotCreateIndex("index name cannot be empty");
        }
        Document key = index.document("key");
        if (key.isEmpty() || key.size() > MOST_FIELDS) {
            throw Refusals.cannotCreateIndex("An index has between 1 and 32 fields");
        }
        key.forEach(IndexBuilder::checkField);
        if (index.truth("sparse", false) && index.has("partialFilterExpression")) {
            throw Refusals.cannotCreateIndex(
                    "cannot mix \"partialFilterExpression\" and \"sparse\" options");
        }
        checkFilter(index.document("partialFilterExpression"));
        if (wanted.get("expireAfterSeconds") instanceof Number seconds) {
            if (seconds.longValue() < 0) {
                throw Refusals.cannotCreateIndex("TTL index 'expireAfterSeconds' must be >= 0");
            }
            if (key.size() > 1 || key.containsKey("_id")) {
                throw Refusals.cannotCreateIndex(
                        "TTL indexes are single-field indexes, compound indexes and _id do not"
                                + " support TTL");
            }
        }
    }

    private static void checkOption(Request index, String option) {
        boolean ofIdIndex = index.document("key").equals(new Document("_id", 1));
        if (!OPTIONS.contains(option)) {
            throw Request.isNotImplemented(option)
                    ? Refusals.notImplemented("the index option " + option)
                    : Refusals.invalidIndexOption(option, "an index");
        }
        if (ofIdIndex && !OPTIONS_OF_ID_INDEX.contains(option)) {
            throw Refusals.invalidIndexOption(option, "an _id index");
        }
    }

    private static void checkField(String path, @Nullable Object direction) {
        if (direction instanceof String type) {
            throw Set.of("text", "2d", "2dsphere", "hashed").contains(type)
                    ? Refusals.notImplemented("indexes of type " + type)
                    : Refusals.cannotCreateIndex("Unknown index plugin '" + type + "'");
        }
        if (!(direction instanceof Number number) || number.doubleValue() == 0) {
            throw Refusals.cannotCreateIndex(
                    "Values in the index key pattern cannot be 0 and must be numbers or strings");
        }
        if (path.contains("$**")) {
            throw Refusals.notImplemented("wildcard indexes");
        }
        if (path.isEmpty() || path.startsWith(".") || path.endsWith(".") || path.contains("..")) {
            throw Refusals.cannotCreateIndex("Index keys cannot have an empty field name.");
        }
        if (path.startsWith("$")) {
            throw Refusals.cannotCreateIndex("Index key names cannot begin with '$'");
        }
        if (Arrays.stream(path.split("\\."))
                .anyMatch(part -> part.chars().allMatch(Character::isDigit))) {
            throw Refusals.notImplemented("indexes of positions in arrays");
        }
    }

    private static void checkFilter(Document filter) {
        Filters.checked(filter)
                .forEach(
                        (name, demanded) -> {
                            if (name.equals("$and")) {
                                ((List<?>) demanded).forEach(one -> checkFilter((Document) one));
                            } else if (name.startsWith("$")) {
                                throw Refusals.cannotCreateIndex(
                                        "Expression not supported in partial index: " + name);
                            } else if (demanded instanceof Document operators
                                    && Condition.hasOperators(operators)) {
                                checkOperators(operators);
                            }
                        });
    }

    private static void checkOperators(Document operators) {
        operators.forEach(
                (operator, argument) -> {
                    if (!FILTER_OPERATORS.contains(operator)
                            || (operator.equals("$exists") && !Boolean.TRUE.equals(argument))) {
                        throw Refusals.cannotCreateIndex(
                                "Expression not supported in partial index: " + operator);
                    }
                });
    }

    void build(CollectionState collection, Document wanted) {
        if (Bson.required(wanted, "key", Document.class).equals(new Document("_id", 1))) {
            return;
        }
        Lock alone = collection.shape().writeLock();
        alone.lock();
        try {
            if (!exists(collection, IndexDefinition.fromDocument(0, wanted))) {
                int number = engine.catalog().reserve();
                try {
                    IndexDefinition index = IndexDefinition.fromDocument(number, wanted);
                    engine.catalog().publish(collection, index, fill(collection, index));
                } finally {
                    engine.catalog().release(number);
                }
            }
        } finally {
            alone.unlock();
        }
    }

    private static boolean exists(CollectionState collection, IndexDefinition wanted) {
        Optional<IndexDefinition> same = collection.index(wanted.name());
        if (same.isPresent()) {
            IndexDefinition found = same.get();
            if (!found.isAkinTo(wanted)) {
                throw new MongoServerError(
                        86,
                        "IndexKeySpecsConflict",
                        "An existing index has the same name as the requested index: "
                                + wanted.name());
            }
            if (Objects.equals(found.expireAfterSeconds(), wanted.expireAfterSeconds())) {
                return true;
            }
        }
        collection.indexes().stream()
                .filter(found -> found.isAkinTo(wanted))
                .findFirst()
                .ifPresent(
                        found -> {
                            throw new MongoServerError(
                                    85,
                                    "IndexOptionsConflict",
                                    "An equivalent index already exists: " + found.name());
                        });
        if (collection.indexes().size() >= MOST_INDEXES - 1) {
            throw Refusals.cannotCreateIndex("add index fails, too many indexes");
        }
        return false;
    }

    /** The fields, as bits, that have met an array. */
    private long fill(CollectionState collection, IndexDefinition index) {
        long arrays = 0;
        try (Reading reading = engine.storage().read(Budget.unlimited())) {
            Entries documents = reading.entries(Interval.all(collection.number()), false);
            boolean more = true;
            while (more) {
                try (Writing writing = engine.storage().writeBehind()) {
                    int done = 0;
                    while (done < DOCUMENTS_AT_ONCE && (more = documents.next())) {
                        arrays |= add(collection, index, documents.value(), writing);
                        done++;
                    }
                    writing.commit();
                }
            }
        }
        return arrays;
    }

    private static long add(
            CollectionState collection, IndexDefinition index, byte[] stored, Writing writing) {
        Document document = Bson.decode(stored);
        byte[] encodedId = KeyEncoder.encode(document.get("_id"));
        IndexKeys keys = IndexKeys.of(index, document);
        for (Map.Entry<Key, List<@Nullable Object>> one : keys.keys().entrySet()) {
            byte[] key = DocumentWriter.entryKey(index, one.getKey(), encodedId);
            byte[] owner = index.unique() ? writing.get(key) : null;
            if (owner != null && !Arrays.equals(owner, encodedId)) {
                throw Refusals.duplicateKey(
                        collection.namespace(),
                        index.name(),
                        IndexKeys.describe(index, one.getValue()));
            }
            writing.put(key, encodedId);
        }
        return keys.arrays();
    }
}
