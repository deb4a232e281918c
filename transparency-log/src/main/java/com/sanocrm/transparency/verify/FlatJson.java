package com.sanocrm.transparency.verify;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a JSON object whose values are strings, booleans and integers; nothing else is one. */
final class FlatJson {
    private final String text;
    private int at;

    private FlatJson(String text) {
        this.text = text;
    }

    /**
     * The members in their order: String, Boolean or Long.
     *
     * @throws IllegalArgumentException for any other text, and for a name that comes twice
     */
    static Map<String, Object> parse(String text) {
        return new FlatJson(text).object();
    }

    private Map<String, Object> object() {
        var members = new LinkedHashMap<String, Object>();
        expect('{');
        if (peek() == '}') {
            at++;
        } else {
            do {
                String name = string();
                expect(':');
                if (members.put(name, value()) != null) {
                    throw malformed();
                }
            } while (goesOn());
        }
        if (peek() != 0) {
            throw malformed();
        }
        return members;
    }

    private boolean goesOn() {
        char c = peek();
        at++;
        if (c != ',' && c != '}') {
            throw malformed();
        }
        return c == ',';
    }

    private Object value() {
        char c = peek();
        if (c == '"') {
            return string();
        }
        int begin = at;
        while (at < text.length() && ",} \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(begin, at);
        if (word.equals("true") || word.equals("false")) {
            return Boolean.valueOf(word);
        }
        if (!word.matches("0|-?[1-9][0-9]{0,15}")) {
            throw malformed();
        }
        return Long.valueOf(word);
    }

    private String string() {
        expect('"');
        var value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            if (c < ' ') {
                throw malformed();
            }
            value.append(c == '\\' ? escaped() : c);
        }
        if (at++ >= text.length()) {
            throw malformed();
        }
        return value.toString();
    }

    private char escaped() {
        char c = at < text.length() ? text.charAt(at++) : 0;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int end = at + 4;
                if (end > text.length() || !text.substring(at, end).matches("[0-9a-fA-F]{4}")) {
                    throw malformed();
                }
                char unit = (char) Integer.parseInt(text, at, end, 16);
                at = end;
                yield unit;
            }
            default -> throw malformed();
        };
    }

    private void expect(char c) {
        if (peek() != c) {
            throw malformed();
        }
        at++;
    }

    /** The next character that is no white space; 0 at the end. */
    private char peek() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private IllegalArgumentException malformed() {
        return new IllegalArgumentException(
                "not a flat JSON object of strings, booleans and integers, at character " + at);
    }
}
