package com.sanocrm.mongodb;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What the services may ask of a MongoDB server: commands, their options, operators, stages and
 * index options. The contract suite tests each of these terms against this server, and unchanged
 * against MongoDB; a service that sends another one fails its own tests. Who needs a new term adds
 * it here and tests for it there.
 */
public final class Contract {
    /** A command by its name, anything else as {@code <where>.<what>}. */
    public static final Set<String> TERMS =
            Set.of(
                    """
                    hello ping serverStatus endSessions drop dropDatabase writeConcern.w writeConcern.j
                    listCollections listCollections.cursor listCollections.nameOnly
                    listIndexes listIndexes.cursor dropIndexes dropIndexes.index
                    createIndexes createIndexes.indexes index.ascending index.descending
                    index.unique index.sparse index.partialFilterExpression index.expireAfterSeconds
                    insert insert.documents insert.ordered
                    update update.updates update.ordered
                    update.multi update.upsert update.replacement
                    update.$set update.$unset update.$inc update.$min update.$max
                    update.$setOnInsert update.$currentDate
                    update.$push update.$addToSet update.$pull update.$each update.$slice
                    delete delete.deletes delete.limit delete.ordered
                    findAndModify findAndModify.query findAndModify.sort findAndModify.fields
                    findAndModify.update findAndModify.new findAndModify.upsert
                    findAndModify.remove
                    find find.filter find.projection find.sort find.skip find.limit
                    find.batchSize find.singleBatch
                    getMore getMore.collection getMore.batchSize killCursors killCursors.cursors
                    count count.query distinct distinct.key distinct.query
                    aggregate aggregate.pipeline aggregate.cursor
                    stage.$match stage.$sort stage.$skip stage.$limit stage.$project stage.$group
                    stage.$unwind expression.$sum expression.$min expression.$max
                    query.$eq query.$ne query.$gt query.$gte query.$lt query.$lte
                    query.$in query.$nin query.$exists query.$not query.$elemMatch
                    query.$and query.$or query.$nor
                    """
                            .split("\\s+"));

    /** What the driver adds to any command by itself. */
    private static final Set<String> DRIVERS_OWN =
            Set.of("$db", "$readPreference", "$clusterTime", "lsid");

    /** What an index has whatever its options. */
    private static final Set<String> OF_EVERY_INDEX = Set.of("key", "name", "v");

    private final SortedSet<String> terms = new TreeSet<>();

    private Contract() {}

    /** The terms of the command that are not in the contract. */
    public static SortedSet<String> outside(Map<String, ?> command) {
        SortedSet<String> outside = termsOf(command);
        outside.removeAll(TERMS);
        return outside;
    }

    /**
     * Every term of a command.
     *
     * @param command as on the wire, the name first; documents are maps, arrays are lists
     */
    public static SortedSet<String> termsOf(Map<String, ?> command) {
        var contract = new Contract();
        String name = command.keySet().iterator().next();
        contract.terms.add(name);
        command.forEach(
                (option, value) -> {
                    if (!option.equals(name) && !DRIVERS_OWN.contains(option)) {
                        contract.option(name, option, value);
                    }
                });
        return contract.terms;
    }

    private void option(String command, String option, Object value) {
        if (option.equals("writeConcern")) {
            ((Map<?, ?>) value).keySet().forEach(part -> terms.add("writeConcern." + part));
            return;
        }
        terms.add(command + "." + option);
        switch (option) {
            case "filter", "query", "q" -> query(value);
            case "update", "u" -> update(value);
            case "projection", "fields" -> operators("projection", value);
            case "sort" -> operators("sort", value);
            case "pipeline" -> each(value, this::stage);
            case "indexes" -> each(value, this::index);
            case "updates", "deletes" -> each(value, part -> statement(command, part));
            default -> {}
        }
    }

    /** One of several updates or deletes; that it has a filter needs no term. */
    private void statement(String command, Map<?, ?> statement) {
        statement.forEach(
                (key, value) -> {
                    switch (key.toString()) {
                        case "q" -> query(value);
                        case "u" -> update(value);
                        default -> terms.add(command + "." + key);
                    }
                });
    }

    private void query(Object filter) {
        if (filter instanceof Map<?, ?> conditions) {
            conditions.forEach(
                    (key, value) -> {
                        if (isOperator(key)) {
                            terms.add("query." + key);
                            each(value, this::query);
                        } else if (isOperators(value)) {
                            query(value);
                        } else {
                            terms.add(isPattern(value) ? "query.$regex" : "query.$eq");
                        }
                    });
        }
    }

    private void update(Object update) {
        if (!(update instanceof Map<?, ?> operators)) {
            terms.add("update.pipeline");
            return;
        }
        if (!isOperators(operators)) {
            terms.add("update.replacement");
            return;
        }
        operators.forEach(
                (operator, changes) -> {
                    terms.add("update." + operator);
                    each(changes, fields -> fields.forEach((f, v) -> change(operator, f, v)));
                });
    }

    private void change(Object operator, Object field, Object value) {
        if (field.toString().contains("$")) {
            terms.add("update.positional");
        }
        if (operator.equals("$pull")) {
            query(isOperators(value) ? Map.of(field, value) : value);
        } else if (isOperators(value)) {
            ((Map<?, ?>) value).keySet().forEach(modifier -> terms.add("update." + modifier));
        }
    }

    private void stage(Map<?, ?> stage) {
        stage.forEach(
                (name, value) -> {
                    terms.add("stage." + name);
                    if (name.equals("$match")) {
                        query(value);
                    } else {
                        operators("expression", value);
                    }
                });
    }

    private void index(Map<?, ?> index) {
        index.forEach(
                (option, value) -> {
                    if (!OF_EVERY_INDEX.contains(option.toString())) {
                        terms.add("index." + option);
                    }
                    if (option.equals("key")) {
                        each(value, key -> key.values().forEach(this::direction));
                    } else if (option.equals("partialFilterExpression")) {
                        query(value);
                    }
                });
    }

    private void direction(Object kind) {
        String text = kind.toString().replaceAll("^Bson\\w+\\{value='?|'?}$", "");
        switch (text) {
            case "1", "1.0" -> terms.add("index.ascending");
            case "-1", "-1.0" -> terms.add("index.descending");
            default -> terms.add("index." + text);
        }
    }

    /** The operators anywhere in the value. */
    private void operators(String where, Object value) {
        if (value instanceof Map<?, ?> fields) {
            fields.forEach(
                    (key, inner) -> {
                        if (isOperator(key)) {
                            terms.add(where + "." + key);
                        }
                        operators(where, inner);
                    });
        } else if (value instanceof List<?> elements) {
            elements.forEach(element -> operators(where, element));
        }
    }

    private static void each(Object value, Consumer<Map<?, ?>> action) {
        if (value instanceof Map<?, ?> one) {
            action.accept(one);
        } else if (value instanceof List<?> several) {
            several.forEach(element -> each(element, action));
        }
    }

    private static boolean isOperators(Object value) {
        return value instanceof Map<?, ?> map
                && !map.isEmpty()
                && isOperator(map.keySet().iterator().next());
    }

    private static boolean isOperator(Object key) {
        return key.toString().startsWith("$");
    }

    private static boolean isPattern(Object value) {
        return value.getClass().getSimpleName().matches("Pattern|BsonRegularExpression");
    }
}
