package com.sanocrm.mongodb;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonJavaScript;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * BSON values as bytes whose unsigned order is MongoDB's <a
 * href="https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/">comparison
 * order</a>. Values that compare as equal, such as the numbers 1 of all types, have the same bytes.
 * No value's bytes are a prefix of another's, so values may follow one another, and inverting the
 * bytes inverts the order.
 */
final class KeyEncoder {
    /** An array without elements, which sorts before null. */
    enum EmptyArray {
        VALUE
    }

    private static final int MIN_KEY = 0x10;
    private static final int UNDEFINED = 0x14;
    private static final int NULL = 0x18;
    private static final int NUMBER = 0x20;
    private static final int TEXT = 0x28;
    private static final int OBJECT = 0x30;
    private static final int ARRAY = 0x38;
    private static final int BINARY = 0x40;
    private static final int OBJECT_ID = 0x48;
    private static final int BOOLEAN = 0x50;
    private static final int DATE = 0x58;
    private static final int TIMESTAMP = 0x60;
    private static final int REGULAR_EXPRESSION = 0x68;
    private static final int CODE = 0x70;
    private static final int MAX_KEY = 0xE0;
    private static final int END = 0x00;

    private static final int NOT_A_NUMBER = 0x10;
    private static final int NEGATIVE = 0x20;
    private static final int ZERO = 0x30;
    private static final int POSITIVE = 0x40;
    private static final int EXACT = 0x00;
    private static final int MORE = 0x01;

    private static final int SUBTYPE_GENERIC = 0;
    private static final int SUBTYPE_LEGACY_UUID = 3;
    private static final int SUBTYPE_UUID = 4;
    private static final int UUID_LENGTH = 16;
    private static final long EXACT_IN_DOUBLE = 1L << 53;

    private KeyEncoder() {}

    static byte[] encode(@Nullable Object value) {
        KeyWriter out = new KeyWriter();
        write(value, out);
        return out.toBytes();
    }

    static void write(@Nullable Object value, KeyWriter out) {
        int type = bracket(value);
        out.writeByte(type);
        writeContent(type, value, out);
    }

    /** The first byte of all values that MongoDB compares with this one. */
    static int bracket(@Nullable Object value) {
        return switch (value) {
            case null -> NULL;
            case Missing _ -> NULL;
            case MinKey _ -> MIN_KEY;
            case MaxKey _ -> MAX_KEY;
            case Number _ -> NUMBER;
            case String _ -> TEXT;
            case Map<?, ?> _ -> OBJECT;
            case Collection<?> _ -> ARRAY;
            case BinData _ -> BINARY;
            case UUID _ -> BINARY;
            case LegacyUUID _ -> BINARY;
            case ObjectId _ -> OBJECT_ID;
            case Boolean _ -> BOOLEAN;
            case Instant _ -> DATE;
            case BsonTimestamp _ -> TIMESTAMP;
            case BsonRegularExpression _ -> REGULAR_EXPRESSION;
            case BsonJavaScript _ -> CODE;
            case EmptyArray _ -> UNDEFINED;
            default ->
                    throw Refusals.notImplemented("values of " + value.getClass().getSimpleName());
        };
    }

    /** Whether values of this kind have a range in an index. */
    static boolean isComparable(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Number number -> !Double.isNaN(number.doubleValue());
            case String _, BinData _, UUID _, ObjectId _, Boolean _, Instant _, BsonTimestamp _ ->
                    true;
            default -> false;
        };
    }

    private static void writeContent(int type, @Nullable Object value, KeyWriter out) {
        switch (value) {
            case Number number -> writeNumber(number, out);
            case String text -> out.writeText(text);
            case Map<?, ?> document -> writeFields(document, out);
            case Collection<?> elements -> {
                elements.forEach(element -> write(element, out));
                out.writeByte(END);
            }
            case BinData data -> writeBinary(SUBTYPE_GENERIC, data.getData(), out);
            case UUID uuid -> writeUuid(SUBTYPE_UUID, uuid, out);
            case LegacyUUID uuid -> writeUuid(SUBTYPE_LEGACY_UUID, uuid.getUuid(), out);
            case ObjectId id -> out.writeBytes(id.toByteArray());
            case Boolean truth -> out.writeByte(truth ? 1 : 0);
            case Instant time -> out.writeLong(time.toEpochMilli() ^ Long.MIN_VALUE);
            case BsonTimestamp time -> out.writeLong(time.getValue());
            case BsonRegularExpression expression -> {
                out.writeText(expression.getPattern());
                out.writeText(expression.getOptions() == null ? "" : expression.getOptions());
            }
            case BsonJavaScript script -> out.writeText(script.getCode());
            case null, default -> {
                assert type <= NULL || type == MAX_KEY;
            }
        }
    }

    /** Field by field: type, then name, then value. */
    private static void writeFields(Map<?, ?> document, KeyWriter out) {
        document.forEach(
                (name, value) -> {
                    int type = bracket(value);
                    out.writeByte(type);
                    out.writeText((String) name);
                    writeContent(type, value, out);
                });
        out.writeByte(END);
    }

    private static void writeBinary(int subtype, byte[] data, KeyWriter out) {
        out.writeInt(data.length);
        out.writeByte(subtype);
        out.writeBytes(data);
    }

    private static void writeUuid(int subtype, UUID uuid, KeyWriter out) {
        out.writeInt(UUID_LENGTH);
        out.writeByte(subtype);
        out.writeLong(uuid.getMostSignificantBits());
        out.writeLong(uuid.getLeastSignificantBits());
    }

    /**
     * Numbers of all types in one order: the sign, the greatest double that is not above the
     * magnitude, and, where that is not the number itself, what it lacks.
     */
    private static void writeNumber(Number number, KeyWriter out) {
        double nearest = number.doubleValue();
        if (Double.isNaN(nearest)) {
            out.writeByte(NOT_A_NUMBER);
        } else if (Double.isInfinite(nearest) && !isFinite(number)) {
            writeSigned(nearest < 0, Double.POSITIVE_INFINITY, BigDecimal.ZERO, out);
        } else if (isExactDouble(number)) {
            if (nearest == 0) {
                out.writeByte(ZERO);
            } else {
                writeSigned(nearest < 0, Math.abs(nearest), BigDecimal.ZERO, out);
            }
        } else {
            writeExactly(number, out);
        }
    }

    private static void writeExactly(Number number, KeyWriter out) {
        BigDecimal exact =
                number instanceof Decimal128 decimal
                        ? decimal.toBigDecimal()
                        : BigDecimal.valueOf(number.longValue());
        if (exact.signum() == 0) {
            out.writeByte(ZERO);
            return;
        }
        BigDecimal magnitude = exact.abs();
        double below = Math.min(magnitude.doubleValue(), Double.MAX_VALUE);
        if (new BigDecimal(below).compareTo(magnitude) > 0) {
            below = Math.nextDown(below);
        }
        BigDecimal rest = magnitude.subtract(new BigDecimal(below));
        writeSigned(exact.signum() < 0, below, rest, out);
    }

    private static boolean isFinite(Number number) {
        return number instanceof Decimal128 decimal
                && !decimal.equals(Decimal128.POSITIVE_INFINITY)
                && !decimal.equals(Decimal128.NEGATIVE_INFINITY);
    }

    private static boolean isExactDouble(Number number) {
        return switch (number) {
            case Double _, Integer _ -> true;
            case Long value -> Math.abs(value) <= EXACT_IN_DOUBLE && value != Long.MIN_VALUE;
            default -> false;
        };
    }

    private static void writeSigned(
            boolean negative, double below, BigDecimal rest, KeyWriter out) {
        out.writeByte(negative ? NEGATIVE : POSITIVE);
        int start = out.length();
        out.writeLong(Double.doubleToLongBits(below));
        if (rest.signum() == 0) {
            out.writeByte(EXACT);
        } else {
            BigDecimal plain = rest.stripTrailingZeros();
            out.writeByte(MORE);
            out.writeInt((plain.precision() - plain.scale()) ^ Integer.MIN_VALUE);
            out.writeBytes(plain.unscaledValue().toString().getBytes(StandardCharsets.US_ASCII));
            out.writeByte(END);
        }
        if (negative) {
            out.invertFrom(start);
        }
    }
}
