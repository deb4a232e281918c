package com.sanocrm.mongodb;

import de.bwaldvogel.mongo.backend.BsonType;
import de.bwaldvogel.mongo.backend.Missing;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code $type}'s names and numbers. */
final class BsonTypes {
    private static final List<BsonType> NUMBERS =
            List.of(BsonType.INT, BsonType.LONG, BsonType.DOUBLE, BsonType.DECIMAL128);

    private BsonTypes() {}

    static Predicate<@Nullable Object> named(@Nullable Object name) {
        if ("number".equals(name)) {
            return value -> NUMBERS.stream().anyMatch(type -> type.matches(value));
        }
        BsonType type =
                switch (name) {
                    case String alias -> BsonType.forString(alias);
                    case Number number -> BsonType.forNumber(number);
                    case null, default ->
                            throw Refusals.typeMismatch(
                                    "type must be represented as a number or a string");
                };
        return value -> !(value instanceof Missing) && type.matches(value);
    }
}
