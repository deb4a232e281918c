package com.sanocrm.mongodb;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Conditions on one value. Values are compared by what {@link KeyEncoder} makes of them. */
final class Comparisons {
    private Comparisons() {}

    static Predicate<@Nullable Object> of(String operator, @Nullable Object argument) {
        return switch (operator) {
            case "$eq" -> equalTo(argument);
            case "$in" -> oneOf(argument);
            case "$gt" -> compared(argument, order -> order > 0);
            case "$gte" -> compared(argument, order -> order >= 0);
            case "$lt" -> compared(argument, order -> order < 0);
            case "$lte" -> compared(argument, order -> order <= 0);
            case "$type" -> type(argument);
            case "$mod" -> remainder(argument);
            default -> throw Refusals.badValue("unknown operator: " + operator);
        };
    }

    static Predicate<@Nullable Object> equalTo(@Nullable Object wanted) {
        if (wanted == null) {
            return value -> value == null || value instanceof Missing;
        }
        if (wanted instanceof BsonRegularExpression expression) {
            return matching(expression, null);
        }
        if (wanted instanceof String text) {
            return text::equals;
        }
        byte[] encoded = KeyEncoder.encode(wanted);
        return value ->
                !(value instanceof Missing)
                        && KeyEncoder.bracket(value) == encoded[0]
                        && Arrays.equals(KeyEncoder.encode(value), encoded);
    }

    private static Predicate<@Nullable Object> oneOf(@Nullable Object wanted) {
        if (!(wanted instanceof Collection<?> values)) {
            throw Refusals.badValue("$in needs an array");
        }
        return values.stream().map(Comparisons::equalTo).reduce(value -> false, Predicate::or);
    }

    private static Predicate<@Nullable Object> compared(
            @Nullable Object limit, IntPredicate wanted) {
        if (limit == null) {
            return wanted.test(0) ? equalTo(null) : value -> false;
        }
        byte[] encoded = KeyEncoder.encode(limit);
        boolean acrossTypes = limit instanceof MinKey || limit instanceof MaxKey;
        boolean notANumber = isNaN(limit);
        return value ->
                !(value instanceof Missing)
                        && (acrossTypes || KeyEncoder.bracket(value) == encoded[0])
                        && isNaN(value) == notANumber
                        && wanted.test(Arrays.compareUnsigned(KeyEncoder.encode(value), encoded));
    }

    private static boolean isNaN(@Nullable Object value) {
        return value instanceof Number number && Double.isNaN(number.doubleValue());
    }

    static Predicate<@Nullable Object> matching(
            @Nullable Object pattern, @Nullable Object options) {
        BsonRegularExpression expression =
                switch (pattern) {
                    case BsonRegularExpression whole when options == null -> whole;
                    case BsonRegularExpression whole ->
                            new BsonRegularExpression(whole.getPattern(), options.toString());
                    case String text ->
                            new BsonRegularExpression(
                                    text, options == null ? "" : options.toString());
                    case null, default -> throw Refusals.badValue("$regex has to be a string");
                };
        byte[] itself = KeyEncoder.encode(expression);
        return value ->
                value instanceof String text
                        ? expression.matcher(text).find()
                        : value instanceof BsonRegularExpression
                                && Arrays.equals(KeyEncoder.encode(value), itself);
    }

    static Predicate<@Nullable Object> size(@Nullable Object wanted) {
        if (!(wanted instanceof Number number)
                || number.doubleValue() != number.intValue()
                || number.intValue() < 0) {
            throw Refusals.badValue("Failed to parse $size. Expected a non-negative integer");
        }
        return value ->
                value instanceof Collection<?> elements && elements.size() == number.intValue();
    }

    private static Predicate<@Nullable Object> type(@Nullable Object wanted) {
        Collection<?> types =
                wanted instanceof Collection<?> several ? several : Arrays.asList(wanted);
        return types.stream().map(BsonTypes::named).reduce(value -> false, Predicate::or);
    }

    private static Predicate<@Nullable Object> remainder(@Nullable Object argument) {
        if (!(argument instanceof List<?> both)
                || both.size() != 2
                || !(both.get(0) instanceof Number divisor)
                || !(both.get(1) instanceof Number remainder)
                || divisor.longValue() == 0) {
            throw Refusals.badValue("malformed mod, needs to be an array of two numbers");
        }
        return value ->
                value instanceof Number number
                        && Double.isFinite(number.doubleValue())
                        && number.longValue() % divisor.longValue() == remainder.longValue();
    }
}
