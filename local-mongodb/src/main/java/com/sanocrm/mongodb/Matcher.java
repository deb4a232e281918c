package com.sanocrm.mongodb;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether a document matches a <a
 * href="https://www.mongodb.com/docs/manual/reference/operator/query/">filter</a>, by MongoDB's
 * rules: a condition on a path is met if any of the values that the path leads to meets it, and its
 * negation if none does.
 */
final class Matcher {
    private Matcher() {}

    static Predicate<Document> of(Document filter) {
        Predicate<Document> all = document -> true;
        for (var clause : filter.entrySet()) {
            all = all.and(clause(clause.getKey(), clause.getValue()));
        }
        return all;
    }

    private static Predicate<Document> clause(String name, @Nullable Object demanded) {
        return switch (name) {
            case "$and" -> branches(demanded).stream().reduce(d -> true, Predicate::and);
            case "$or" -> branches(demanded).stream().reduce(d -> false, Predicate::or);
            case "$nor" -> branches(demanded).stream().reduce(d -> false, Predicate::or).negate();
            default -> field(Path.of(name), demanded);
        };
    }

    private static List<Predicate<Document>> branches(@Nullable Object demanded) {
        List<Predicate<Document>> branches = new ArrayList<>();
        if (demanded instanceof Collection<?> all) {
            all.forEach(one -> branches.add(of((Document) one)));
        }
        return branches;
    }

    private static Predicate<Document> field(Path path, @Nullable Object demanded) {
        if (!(demanded instanceof Document operators) || !Condition.hasOperators(operators)) {
            Predicate<@Nullable Object> equal = Comparisons.equalTo(demanded);
            return document -> path.anyValue(document, equal);
        }
        Predicate<Document> all = document -> true;
        for (var operator : operators.entrySet()) {
            if (!operator.getKey().equals("$options")) {
                all = all.and(operator(path, operator.getKey(), operator.getValue(), operators));
            }
        }
        return all;
    }

    private static Predicate<Document> operator(
            Path path, String operator, @Nullable Object argument, Document operators) {
        return switch (operator) {
            case "$ne" -> field(path, new Document("$eq", argument)).negate();
            case "$nin" -> field(path, new Document("$in", argument)).negate();
            case "$not" ->
                    argument instanceof BsonRegularExpression expression
                            ? field(path, expression).negate()
                            : field(path, (Document) notNull(argument)).negate();
            case "$exists" -> {
                Predicate<Document> exists = path::exists;
                yield de.bwaldvogel.mongo.backend.Utils.isTrue(argument) ? exists : exists.negate();
            }
            case "$all" -> all(path, (Collection<?>) notNull(argument));
            case "$size" -> {
                Predicate<@Nullable Object> size = Comparisons.size(argument);
                yield document -> path.anyWhole(document, size);
            }
            case "$elemMatch" -> {
                Predicate<@Nullable Object> element = element((Document) notNull(argument));
                yield document ->
                        path.anyWhole(
                                document,
                                value ->
                                        value instanceof Collection<?> elements
                                                && elements.stream().anyMatch(element));
            }
            case "$regex" -> {
                Predicate<@Nullable Object> expression =
                        Comparisons.matching(argument, operators.get("$options"));
                yield document -> path.anyValue(document, expression);
            }
            default -> {
                Predicate<@Nullable Object> comparison = Comparisons.of(operator, argument);
                yield document -> path.anyValue(document, comparison);
            }
        };
    }

    private static Predicate<Document> all(Path path, Collection<?> values) {
        if (values.isEmpty()) {
            return document -> false;
        }
        return values.stream()
                .map(value -> field(path, value))
                .reduce(document -> true, Predicate::and);
    }

    /** Of an array: a document that matches, or a value that meets all of the operators. */
    private static Predicate<@Nullable Object> element(Document demanded) {
        if (Condition.hasOperators(demanded)
                && !demanded.keySet().iterator().next().matches("\\$(and|or|nor)")) {
            Predicate<Document> value = field(Path.of("value"), demanded);
            return element -> value.test(new Document("value", Path.whole(element)));
        }
        Predicate<Document> matches = of(demanded);
        return element -> element instanceof Document document && matches.test(document);
    }

    private static Object notNull(@Nullable Object argument) {
        if (argument == null) {
            throw Refusals.badValue("an operator lacks its argument");
        }
        return argument;
    }
}
