package com.sanocrm.mongodb;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A command, or a statement of one, whose fields are all known. */
record Request(String database, String name, Document body) {
    /** Of any command; what they ask for is the case, or has no meaning on one server. */
    private static final Set<String> COMMON =
            Set.of(
                    "$db",
                    "lsid",
                    "$clusterTime",
                    "$readPreference",
                    "comment",
                    "maxTimeMS",
                    "readConcern",
                    "writeConcern");

    /** MongoDB knows them; to take no notice of them would be wrong. */
    private static final Set<String> NOT_IMPLEMENTED =
            Set.of(
                    "collation",
                    "let",
                    "validator",
                    "validationLevel",
                    "validationAction",
                    "capped",
                    "size",
                    "max",
                    "timeseries",
                    "viewOn",
                    "pipeline",
                    "clusteredIndex",
                    "changeStreamPreAndPostImages",
                    "encryptedFields",
                    "expireAfterSeconds",
                    "storageEngine",
                    "arrayFilters",
                    "min",
                    "returnKey",
                    "showRecordId",
                    "tailable",
                    "awaitData",
                    "explain",
                    "c",
                    "constants",
                    "commitQuorum",
                    "wildcardProjection",
                    "weights",
                    "default_language",
                    "language_override",
                    "textIndexVersion",
                    "2dsphereIndexVersion",
                    "bits",
                    "hidden",
                    "prepareUnique",
                    "full",
                    "repair",
                    "scale");

    private static final Set<String> LEVELS =
            Set.of("local", "available", "majority", "linearizable");

    /** As the command itself, with the fields that every command may have. */
    Request checked(Set<String> known) {
        if (body.containsKey("txnNumber") || body.containsKey("startTransaction")) {
            throw new MongoServerError(
                    20,
                    "IllegalOperation",
                    "Transaction numbers are only allowed on a replica set member or mongos");
        }
        body.keySet().stream()
                .filter(field -> !field.equals(name) && !COMMON.contains(field))
                .forEach(field -> checkField(field, known));
        if (body.get("readConcern") instanceof Document concern
                && !(concern.isEmpty() || LEVELS.contains(concern.get("level")))) {
            throw new MongoServerError(
                    72, "InvalidOptions", "The local server has no such read concern");
        }
        if (body.get("writeConcern") instanceof Document concern
                && concern.get("w") instanceof Number members
                && members.intValue() > 1) {
            throw Refusals.badValue("cannot use 'w' > 1 when a host is not replicated");
        }
        return this;
    }

    /** A part of this command with fields of its own. */
    Request part(String path, Document statement, Set<String> known) {
        Request part = new Request(database, name + "." + path, statement);
        statement.keySet().forEach(field -> part.checkField(field, known));
        return part;
    }

    Request demanding(String... fields) {
        for (String field : fields) {
            if (!has(field)) {
                throw Refusals.missingField(name, field);
            }
        }
        return this;
    }

    /** Whether MongoDB knows the option, and this server does not. */
    static boolean isNotImplemented(String option) {
        return NOT_IMPLEMENTED.contains(option);
    }

    private void checkField(String field, Set<String> known) {
        if (known.contains(field)) {
            return;
        }
        if (field.equals("collation") && isSimple(body.get(field))) {
            return;
        }
        throw NOT_IMPLEMENTED.contains(field)
                ? Refusals.notImplemented(name + "'s " + field)
                : Refusals.unknownField(name, field);
    }

    /** Comparison of bytes, which is what there is without a collation. */
    private static boolean isSimple(@Nullable Object collation) {
        return collation instanceof Document document
                && document.size() == 1
                && "simple".equals(document.get("locale"));
    }

    boolean has(String field) {
        return body.containsKey(field);
    }

    String text(String field) {
        if (body.get(field) instanceof String text) {
            if (text.isEmpty() && field.equals(name)) {
                throw new MongoServerError(
                        73, "InvalidNamespace", "Invalid namespace specified '" + database + ".'");
            }
            return text;
        }
        throw wrongType(field, "string");
    }

    boolean truth(String field, boolean otherwise) {
        Object value = body.get(field);
        return value == null ? otherwise : Utils.isTrue(value);
    }

    int number(String field, int otherwise) {
        return switch (body.get(field)) {
            case null -> otherwise;
            case Number number when number.longValue() < 0 && !name.equals("count") ->
                    throw new MongoServerError(
                            51024,
                            "Location51024",
                            "BSON field '" + field + "' value must be >= 0");
            case Number number -> (int) Math.min(number.longValue(), Integer.MAX_VALUE);
            default -> throw wrongType(field, "number");
        };
    }

    Document document(String field) {
        return switch (body.get(field)) {
            case null -> new Document();
            case Document document -> document;
            default -> throw wrongType(field, "object");
        };
    }

    List<Document> documents(String field) {
        if (!has(field)) {
            throw Refusals.missingField(name, field);
        }
        if (body.get(field) instanceof Collection<?> all
                && all.stream().allMatch(Document.class::isInstance)) {
            return all.stream().map(Document.class::cast).toList();
        }
        throw wrongType(field, "array of objects");
    }

    @Nullable Object hint() {
        Object hint = body.get("hint");
        return hint instanceof Document none && none.isEmpty() ? null : hint;
    }

    Deadline deadline() {
        return new Deadline(number("maxTimeMS", 0));
    }

    private MongoServerError wrongType(String field, String expected) {
        return Refusals.typeMismatch(
                "BSON field '" + name + "." + field + "' is not of the expected type " + expected);
    }
}
