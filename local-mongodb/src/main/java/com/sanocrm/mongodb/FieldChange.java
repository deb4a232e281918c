package com.sanocrm.mongodb;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.NumericUtils;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What one update operator does to one place. */
interface FieldChange {
    void apply(Place place, Document document, boolean inserting);

    /** Of an operator and its argument; refuses an argument that means nothing to it. */
    static FieldChange of(String operator, @Nullable Object argument) {
        return switch (operator) {
            case "$set" -> (place, document, _) -> place.set(document, copied(argument));
            case "$unset" -> (place, document, _) -> place.remove(document);
            case "$setOnInsert" ->
                    (place, document, inserting) -> {
                        if (inserting) {
                            place.set(document, copied(argument));
                        }
                    };
            case "$inc" -> increment(argument);
            case "$min" -> extreme(argument, -1);
            case "$max" -> extreme(argument, 1);
            case "$currentDate" -> currentDate(argument);
            case "$push" -> push(argument);
            case "$addToSet" -> addToSet(argument);
            case "$pull" -> pull(argument);
            default -> throw Refusals.failedToParse("Unknown modifier: " + operator);
        };
    }

    /** Documents may share no part that a later change is made in. */
    private static @Nullable Object copied(@Nullable Object value) {
        return new Document("value", value).cloneDeeply().get("value");
    }

    private static FieldChange increment(@Nullable Object argument) {
        if (!(argument instanceof Number by)) {
            throw Refusals.typeMismatch("Cannot increment with non-numeric argument");
        }
        return (place, document, _) -> {
            Object current = place.valueIn(document);
            switch (current) {
                case Missing _ -> place.set(document, by);
                case Number number -> place.set(document, sum(number, by));
                case null, default ->
                        throw Refusals.typeMismatch(
                                "Cannot apply $inc to a value of non-numeric type at '"
                                        + place.path()
                                        + "'");
            }
        };
    }

    private static Number sum(Number one, Number other) {
        if (one instanceof Decimal128 || other instanceof Decimal128) {
            return NumericUtils.addNumbers(one, other);
        }
        if (one instanceof Double || other instanceof Double) {
            return one.doubleValue() + other.doubleValue();
        }
        try {
            long sum = Math.addExact(one.longValue(), other.longValue());
            boolean small = one instanceof Integer && other instanceof Integer && sum == (int) sum;
            if (small) {
                return (int) sum;
            }
            return sum;
        } catch (ArithmeticException overflow) {
            throw Refusals.badValue("Failed to apply $inc operations: the sum is no long");
        }
    }

    private static FieldChange extreme(@Nullable Object argument, int wanted) {
        byte[] encoded = KeyEncoder.encode(argument);
        return (place, document, _) -> {
            Object current = place.valueIn(document);
            if (current instanceof Missing
                    || Integer.signum(Arrays.compareUnsigned(encoded, KeyEncoder.encode(current)))
                            == wanted) {
                place.set(document, copied(argument));
            }
        };
    }

    private static FieldChange currentDate(@Nullable Object argument) {
        if (argument instanceof Document type && "timestamp".equals(type.get("$type"))) {
            throw Refusals.notImplemented("$currentDate of a timestamp");
        }
        if (!(argument instanceof Boolean)
                && !(argument instanceof Document type && "date".equals(type.get("$type")))) {
            throw Refusals.badValue("$currentDate takes a boolean or a $type");
        }
        return (place, document, _) ->
                place.set(document, Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    private static FieldChange push(@Nullable Object argument) {
        if (argument instanceof Document clauses && clauses.containsKey("$each")) {
            Object slice = clauses.get("$slice");
            if (slice != null && !(slice instanceof Number)) {
                throw Refusals.badValue("The value for $slice must be an integer value");
            }
            return push(each("$push", clauses, "$slice"), (Number) slice);
        }
        return push(single(argument), null);
    }

    private static FieldChange push(List<?> added, @Nullable Number slice) {
        return (place, document, _) -> {
            List<@Nullable Object> elements = array(place, document, "$push");
            added.forEach(one -> elements.add(copied(one)));
            place.set(document, slice == null ? elements : sliced(elements, slice));
        };
    }

    private static List<@Nullable Object> sliced(List<@Nullable Object> elements, Number slice) {
        int kept = (int) Math.min(Math.abs(slice.longValue()), elements.size());
        return new ArrayList<>(
                slice.longValue() < 0
                        ? elements.subList(elements.size() - kept, elements.size())
                        : elements.subList(0, kept));
    }

    private static FieldChange addToSet(@Nullable Object argument) {
        List<?> added =
                argument instanceof Document clauses && clauses.containsKey("$each")
                        ? each("$addToSet", clauses, "$each")
                        : single(argument);
        return (place, document, _) -> {
            List<@Nullable Object> elements = array(place, document, "$addToSet");
            for (Object one : added) {
                if (elements.stream().noneMatch(Comparisons.equalTo(one))) {
                    elements.add(copied(one));
                }
            }
            place.set(document, elements);
        };
    }

    private static List<@Nullable Object> single(@Nullable Object value) {
        return Arrays.asList(value);
    }

    private static List<?> each(String operator, Document clauses, String other) {
        clauses.keySet().stream()
                .filter(clause -> !clause.equals("$each") && !clause.equals(other))
                .findFirst()
                .ifPresent(
                        clause -> {
                            throw List.of("$position", "$sort").contains(clause)
                                    ? Refusals.notImplemented(operator + " with " + clause)
                                    : Refusals.badValue(
                                            "Unrecognized clause in " + operator + ": " + clause);
                        });
        if (clauses.get("$each") instanceof List<?> values) {
            return values;
        }
        throw Refusals.badValue("The argument to $each in " + operator + " must be an array");
    }

    /** The array in the place, or an empty one for it. */
    private static List<@Nullable Object> array(Place place, Document document, String operator) {
        return switch (place.valueIn(document)) {
            case Missing _ -> new ArrayList<>();
            case List<?> elements -> new ArrayList<@Nullable Object>(elements);
            case null, default ->
                    throw Refusals.badValue(
                            "Cannot apply " + operator + " to non-array field " + place.path());
        };
    }

    private static FieldChange pull(@Nullable Object argument) {
        Predicate<@Nullable Object> unwanted = condition(argument);
        return (place, document, _) -> {
            if (!(place.valueIn(document) instanceof Missing)) {
                List<@Nullable Object> elements = array(place, document, "$pull");
                elements.removeIf(unwanted);
                place.set(document, elements);
            }
        };
    }

    /** A condition on an element, or on the fields of an element that is a document. */
    private static Predicate<@Nullable Object> condition(@Nullable Object argument) {
        if (!(argument instanceof Document condition)) {
            return Comparisons.equalTo(argument);
        }
        if (Condition.hasOperators(condition)) {
            Predicate<Document> holds =
                    Matcher.of(Filters.checked(new Document("element", condition)));
            return element -> holds.test(new Document("element", element));
        }
        Predicate<Document> matches = Matcher.of(Filters.checked(condition));
        return element -> element instanceof Document document && matches.test(document);
    }
}
