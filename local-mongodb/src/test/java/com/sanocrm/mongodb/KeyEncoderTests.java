package com.sanocrm.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Keys are in MongoDB's comparison order, as its manual gives it. */
class KeyEncoderTests {
    private static final List<@Nullable Object> ASCENDING =
            Arrays.asList(
                    MinKey.getInstance(),
                    KeyEncoder.EmptyArray.VALUE,
                    null,
                    Double.NaN,
                    Double.NEGATIVE_INFINITY,
                    decimal("-9E+6144"),
                    -Double.MAX_VALUE,
                    Long.MIN_VALUE,
                    Long.MIN_VALUE + 1,
                    -1.5,
                    decimal("-1.4"),
                    -Double.MIN_VALUE,
                    0,
                    decimal("1E-6176"),
                    Double.MIN_VALUE,
                    decimal("0.1"),
                    0.1, // a double is a little more than a tenth
                    1L,
                    1.0000000000000002,
                    (1L << 53),
                    (1L << 53) + 1,
                    (1L << 53) + 2,
                    Long.MAX_VALUE - 1,
                    Long.MAX_VALUE,
                    0x1p63,
                    Double.MAX_VALUE,
                    decimal("9E+6144"),
                    Double.POSITIVE_INFINITY,
                    "",
                    "\0",
                    "\0a",
                    "a",
                    "a\0",
                    "aa",
                    "b",
                    "\uFFFD",
                    "\uD835\uDD6B", // by code point, which is not Java's order
                    new Document(),
                    new Document("a", 1),
                    new Document("a", 1).append("b", 1),
                    new Document("a", 2),
                    new Document("b", 1),
                    new Document("a", "text"),
                    List.of(),
                    List.of(1),
                    List.of(1, 1),
                    List.of(2),
                    new BinData(new byte[] {}),
                    new BinData(new byte[] {2}),
                    new BinData(new byte[] {1, 1}),
                    new UUID(0, 1),
                    new UUID(-1, 1),
                    new ObjectId("000000000000000000000001"),
                    new ObjectId("ff0000000000000000000000"),
                    false,
                    true,
                    Instant.parse("1900-01-01T00:00:00Z"),
                    Instant.EPOCH,
                    Instant.parse("2026-01-01T00:00:00Z"),
                    new BsonTimestamp(1),
                    new BsonTimestamp(-1),
                    new BsonRegularExpression("a"),
                    new BsonRegularExpression("b"),
                    MaxKey.getInstance());

    @Test
    void valuesOfAllTypesAreInMongoDbsOrder() {
        for (int i = 1; i < ASCENDING.size(); i++) {
            assertThat(Key.of(ASCENDING.get(i - 1)))
                    .as("%s before %s", ASCENDING.get(i - 1), ASCENDING.get(i))
                    .isLessThan(Key.of(ASCENDING.get(i)));
        }
    }

    @Test
    void invertedKeysAreInTheOppositeOrder() {
        for (int i = 1; i < ASCENDING.size(); i++) {
            assertThat(inverted(ASCENDING.get(i - 1))).isGreaterThan(inverted(ASCENDING.get(i)));
        }
    }

    @Test
    void equalNumbersOfAllTypesHaveOneKey() {
        assertThat(
                        List.of(
                                Key.of(1),
                                Key.of(1L),
                                Key.of(1.0),
                                Key.of(decimal("1")),
                                Key.of(decimal("1.000"))))
                .containsOnly(Key.of(1));
        assertThat(List.of(Key.of(0), Key.of(-0.0), Key.of(decimal("-0"))))
                .containsOnly(Key.of(0.0));
    }

    @Test
    void noKeyBeginsAnother() {
        for (Object one : ASCENDING) {
            for (Object other : ASCENDING) {
                byte[] a = KeyEncoder.encode(one);
                byte[] b = KeyEncoder.encode(other);
                if (!Arrays.equals(a, b)) {
                    assertThat(Arrays.mismatch(a, b)).isLessThan(Math.min(a.length, b.length));
                }
            }
        }
    }

    @Test
    void anyTwoNumbersCompareAsTheirExactValuesDo() {
        Random random = new Random(20_261_123);
        List<Number> numbers = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            long bits = random.nextLong();
            numbers.add(bits >> random.nextInt(64));
            double any = Double.longBitsToDouble(bits);
            numbers.add(Double.isFinite(any) ? any : 0.0);
            numbers.add(decimal(BigDecimal.valueOf(bits, random.nextInt(-40, 40)).toString()));
        }
        for (Number a : numbers) {
            for (Number b : numbers) {
                assertThat(Integer.signum(Key.of(a).compareTo(Key.of(b))))
                        .as("%s and %s", a, b)
                        .isEqualTo(exact(a).compareTo(exact(b)));
            }
        }
    }

    private static BigDecimal exact(Number number) {
        return switch (number) {
            case Decimal128 decimal -> decimal.toBigDecimal();
            case Double value -> new BigDecimal(value);
            default -> BigDecimal.valueOf(number.longValue());
        };
    }

    private static Key inverted(@Nullable Object value) {
        KeyWriter out = new KeyWriter();
        KeyEncoder.write(value, out);
        out.invertFrom(0);
        return new Key(out.toBytes());
    }

    private static Decimal128 decimal(String number) {
        return new Decimal128(new BigDecimal(number));
    }
}
