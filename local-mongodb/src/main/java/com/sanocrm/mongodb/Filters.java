package com.sanocrm.mongodb;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Refuses filters and orders that would not mean what they mean to MongoDB. */
final class Filters {
    private static final Set<String> OPERATORS =
            Set.of(
                    "$eq",
                    "$ne",
                    "$gt",
                    "$gte",
                    "$lt",
                    "$lte",
                    "$in",
                    "$nin",
                    "$exists",
                    "$not",
                    "$size",
                    "$all",
                    "$elemMatch",
                    "$type",
                    "$mod",
                    "$regex",
                    "$options");
    private static final Set<String> COMBINATIONS = Set.of("$and", "$or", "$nor");
    private static final Set<String> KNOWN_TO_MONGODB =
            Set.of(
                    "$where",
                    "$text",
                    "$expr",
                    "$jsonSchema",
                    "$near",
                    "$nearSphere",
                    "$geoWithin",
                    "$geoIntersects",
                    "$bitsAllSet",
                    "$bitsAnySet",
                    "$bitsAllClear",
                    "$bitsAnyClear",
                    "$rand",
                    "$sampleRate",
                    "$comment",
                    "$ref",
                    "$id",
                    "$db");
    private static final Set<String> STAGES_KNOWN_TO_MONGODB =
            Set.of(
                    "$bucket",
                    "$bucketAuto",
                    "$addFields",
                    "$count",
                    "$replaceRoot",
                    "$set",
                    "$sortByCount",
                    "$unset",
                    "$changeStream",
                    "$collStats",
                    "$currentOp",
                    "$densify",
                    "$documents",
                    "$facet",
                    "$fill",
                    "$geoNear",
                    "$graphLookup",
                    "$indexStats",
                    "$listSessions",
                    "$lookup",
                    "$merge",
                    "$out",
                    "$planCacheStats",
                    "$redact",
                    "$replaceWith",
                    "$sample",
                    "$search",
                    "$setWindowFields",
                    "$unionWith",
                    "$vectorSearch");

    private Filters() {}

    static boolean isKnownStage(String name) {
        return STAGES_KNOWN_TO_MONGODB.contains(name);
    }

    static Document checked(Document filter) {
        filter.forEach(
                (name, demanded) -> {
                    if (COMBINATIONS.contains(name)) {
                        checkCombination(name, demanded);
                    } else if (name.startsWith("$")) {
                        throw unknown(name, "unknown top level operator: " + name);
                    } else {
                        checkValue(demanded);
                    }
                });
        return filter;
    }

    private static void checkCombination(String name, @Nullable Object branches) {
        if (!(branches instanceof Collection<?> all) || all.isEmpty()) {
            throw Refusals.badValue(name + " must be a nonempty array");
        }
        all.forEach(
                one -> {
                    if (!(one instanceof Document branch)) {
                        throw Refusals.badValue("$or/$and/$nor entries need to be full objects");
                    }
                    checked(branch);
                });
    }

    private static void checkValue(@Nullable Object demanded) {
        if (!(demanded instanceof Document document) || !Condition.hasOperators(document)) {
            return;
        }
        document.forEach(
                (operator, argument) -> {
                    if (!OPERATORS.contains(operator)) {
                        throw unknown(operator, "unknown operator: " + operator);
                    }
                    checkArgument(operator, argument);
                });
    }

    private static void checkArgument(String operator, @Nullable Object argument) {
        switch (operator) {
            case "$in", "$nin", "$all" -> {
                if (!(argument instanceof Collection)) {
                    throw Refusals.badValue(operator + " needs an array");
                }
            }
            case "$elemMatch" -> {
                if (!(argument instanceof Document element)) {
                    throw Refusals.badValue("$elemMatch needs an Object");
                }
                if (Condition.hasOperators(element)
                        && !COMBINATIONS.contains(element.keySet().iterator().next())) {
                    checkValue(element);
                } else {
                    checked(element);
                }
            }
            case "$not" -> checkValue(argument);
            default -> {}
        }
    }

    private static RuntimeException unknown(String operator, String otherwise) {
        return KNOWN_TO_MONGODB.contains(operator)
                ? Refusals.notImplemented("the operator " + operator)
                : Refusals.badValue(otherwise);
    }

    static Document checkedSort(Document sort) {
        sort.forEach(
                (path, direction) -> {
                    if (direction instanceof Document) {
                        throw Refusals.notImplemented("sorting by " + path + "'s metadata");
                    }
                    if (!(direction instanceof Number number)
                            || Math.abs(number.doubleValue()) != 1) {
                        throw new MongoServerError(
                                15975,
                                "Location15975",
                                "$sort key ordering must be 1 (for ascending) or -1 (for"
                                        + " descending)");
                    }
                });
        return sort;
    }

    /** Fields are left out or taken, not both; {@code _id} may be either. */
    static Document checkedProjection(Document projection) {
        Boolean taken = null;
        for (var field : projection.entrySet()) {
            if (field.getValue() instanceof Document || field.getValue() instanceof String) {
                throw Refusals.notImplemented("expressions in a projection");
            }
            boolean take = de.bwaldvogel.mongo.backend.Utils.isTrue(field.getValue());
            if (!field.getKey().equals("_id")) {
                if (taken != null && taken != take) {
                    int code = taken ? 31254 : 31253;
                    throw new MongoServerError(
                            code,
                            "Location" + code,
                            "Cannot do inclusion and exclusion in one projection: "
                                    + field.getKey());
                }
                taken = take;
            }
        }
        return projection;
    }
}
