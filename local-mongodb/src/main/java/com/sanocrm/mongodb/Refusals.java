package com.sanocrm.mongodb;

import de.bwaldvogel.mongo.exception.MongoServerError;

/**
 * What is refused, by <a
 * href="https://www.mongodb.com/docs/manual/reference/error-codes/">MongoDB's codes</a>.
 */
final class Refusals {
    static final int DUPLICATE_KEY = 11000;

    private Refusals() {}

    /** MongoDB does it, this server does not. */
    static MongoServerError notImplemented(String what) {
        return new MongoServerError(
                238, "NotImplemented", "The local server does not implement " + what);
    }

    static MongoServerError badValue(String why) {
        return new MongoServerError(2, "BadValue", why);
    }

    static MongoServerError failedToParse(String why) {
        return new MongoServerError(9, "FailedToParse", why);
    }

    static MongoServerError typeMismatch(String why) {
        return new MongoServerError(14, "TypeMismatch", why);
    }

    static MongoServerError emptyFieldName(String path) {
        return new MongoServerError(
                56, "EmptyFieldName", "The update path '" + path + "' has an empty field name");
    }

    static MongoServerError dollarPrefixed(String path) {
        return new MongoServerError(
                52, "DollarPrefixedFieldName", "The dollar ($) prefixed field in '" + path + "'");
    }

    static MongoServerError pathNotViable(String name, String element) {
        return new MongoServerError(
                28, "PathNotViable", "Cannot create field '" + name + "' in element " + element);
    }

    static MongoServerError conflictingUpdates(String path, String other) {
        return new MongoServerError(
                40,
                "ConflictingUpdateOperators",
                "Updating the path '" + path + "' would create a conflict at '" + other + "'");
    }

    static MongoServerError unknownField(String command, String field) {
        return new MongoServerError(
                40415,
                "Location40415",
                "BSON field '" + command + "." + field + "' is an unknown field.");
    }

    static MongoServerError missingField(String command, String field) {
        return new MongoServerError(
                40414,
                "Location40414",
                "BSON field '" + command + "." + field + "' is missing but a required field");
    }

    static MongoServerError noSuchCommand(String name) {
        return new MongoServerError(59, "CommandNotFound", "no such command: '" + name + "'");
    }

    static MongoServerError duplicateKey(String collection, String index, String key) {
        return new MongoServerError(
                DUPLICATE_KEY,
                "DuplicateKey",
                "E11000 duplicate key error collection: "
                        + collection
                        + " index: "
                        + index
                        + " dup key: "
                        + key);
    }

    static MongoServerError invalidIndexOption(String option, String where) {
        return new MongoServerError(
                197,
                "InvalidIndexSpecificationOption",
                "The field '" + option + "' is not valid for the specification of " + where);
    }

    static MongoServerError cannotCreateIndex(String why) {
        return new MongoServerError(67, "CannotCreateIndex", why);
    }

    static MongoServerError namespaceNotFound(String why) {
        return new MongoServerError(26, "NamespaceNotFound", why);
    }

    static MongoServerError indexNotFound(String name) {
        return new MongoServerError(
                27, "IndexNotFound", "index not found with name [" + name + "]");
    }

    static MongoServerError outOfDiskSpace(String why) {
        return new MongoServerError(14031, "OutOfDiskSpace", why);
    }

    static MongoServerError dataCorruption(Throwable cause) {
        return new MongoServerError(
                246,
                "UnrecoverableStorageError",
                "The store could not be read: " + cause.getMessage(),
                cause);
    }

    static MongoServerError writeConflict() {
        return new MongoServerError(
                112, "WriteConflict", "Other writers held what this command needs; try again.");
    }

    static MongoServerError tooLarge(String why) {
        return new MongoServerError(257, "TransactionTooLarge", why);
    }

    static MongoServerError sortTooLarge() {
        return new MongoServerError(
                292,
                "QueryExceededMemoryLimitNoDiskUseAllowed",
                "Sort exceeded the memory limit; declare an index with that order.");
    }

    static MongoServerError cursorNotFound(long id) {
        return new MongoServerError(43, "CursorNotFound", "cursor id " + id + " not found");
    }

    static MongoServerError timeLimitExceeded() {
        return new MongoServerError(50, "MaxTimeMSExpired", "operation exceeded time limit");
    }
}
