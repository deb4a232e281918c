package com.sanocrm.transparency;

import java.util.Map;
import java.util.TreeMap;

/**
 * A flat JSON object in the canonical form of RFC 8785, with strings, booleans and integers as
 * values. Without fractions, everybody's serializer agrees on the bytes.
 */
public final class CanonicalJson {
    /** RFC 8785 goes by IEEE 754 doubles, which are exact up to here. */
    private static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

    private CanonicalJson() {}

    /**
     * The object's text; its bytes are those in UTF-8.
     *
     * @throws IllegalArgumentException for a value of another type, an integer beyond 2^53-1 or a
     *     string with half a surrogate pair
     */
    public static String write(Map<String, ?> members) {
        var json = new StringBuilder("{");
        // String.compareTo compares UTF-16 code units, as RFC 8785 section 3.2.3 sorts.
        new TreeMap<String, Object>(members)
                .forEach(
                        (name, value) -> {
                            if (json.length() > 1) {
                                json.append(',');
                            }
                            appendString(json, name);
                            json.append(':');
                            appendValue(json, value);
                        });
        return json.append('}').toString();
    }

    private static void appendValue(StringBuilder json, Object value) {
        switch (value) {
            case String text -> appendString(json, text);
            case Boolean truth -> json.append(truth.booleanValue());
            case Integer number -> json.append(number.intValue());
            case Long number when Math.abs(number) <= MAX_SAFE_INTEGER ->
                    json.append(number.longValue());
            default ->
                    throw new IllegalArgumentException(
                            "a leaf holds strings, booleans and safe integers, not "
                                    + value.getClass().getSimpleName());
        }
    }

    private static void appendString(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                json.append(c).append(text.charAt(++i));
            } else if (Character.isSurrogate(c)) {
                throw new IllegalArgumentException("half a surrogate pair");
            } else {
                appendCharacter(json, c);
            }
        }
        json.append('"');
    }

    private static void appendCharacter(StringBuilder json, char c) {
        switch (c) {
            case '"' -> json.append("\\\"");
            case '\\' -> json.append("\\\\");
            case '\b' -> json.append("\\b");
            case '\t' -> json.append("\\t");
            case '\n' -> json.append("\\n");
            case '\f' -> json.append("\\f");
            case '\r' -> json.append("\\r");
            default -> {
                if (c < ' ') {
                    json.append(String.format("\\u%04x", (int) c));
                } else {
                    json.append(c);
                }
            }
        }
    }
}
