package com.sanocrm.story;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Marks that stand in one field of one request and nowhere else, so that wherever one is found it
 * says what leaked. In a template {@code @word}, {@code @email}, {@code @phone}, {@code @ssn} and
 * {@code @date} are each replaced by a mark of that form; {@code @email:name} is the same in every
 * template.
 */
final class Canaries {
    private final String prefix =
            "canary" + UUID.randomUUID().toString().replace("-", "").substring(0, 8);
    private final SecureRandom random = new SecureRandom();
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final Map<String, String> named = new HashMap<>();
    private final Set<String> planted = new TreeSet<>();

    /** The fields by their marks. */
    Map<String, String> fields() {
        return fields;
    }

    /** In which that mark stands. */
    String field(String mark) {
        return Objects.requireNonNull(fields.get(mark), mark);
    }

    /** Those that have a mark. */
    Set<String> planted() {
        return planted;
    }

    /** What stands for {@code @form:name}. */
    String named(String form) {
        return Objects.requireNonNull(named.get(form), form);
    }

    /** A mark of a field. */
    String word(String field) {
        planted.add(field);
        String word = prefix + "%03dzz".formatted(fields.size());
        fields.put(word, field);
        return word;
    }

    /**
     * A body in which the fields of an operation have their marks.
     *
     * @param operation as {@link RequestFields} names it
     */
    String body(String operation, String template) {
        JsonNode body = Gateway.JSON.readTree(template);
        fill(body, operation + " ");
        return body.toString();
    }

    private void fill(JsonNode node, String at) {
        if (node instanceof ObjectNode object) {
            for (var member : object.properties()) {
                String field = at + "/" + member.getKey();
                if (member.getValue().asString("").startsWith("@")) {
                    object.put(member.getKey(), mark(member.getValue().asString(""), field));
                } else {
                    fill(member.getValue(), field);
                }
            }
        } else if (node instanceof ArrayNode array) {
            array.forEach(element -> fill(element, at + "/-"));
        }
    }

    private String mark(String form, String field) {
        if (form.contains(":")) {
            planted.add(field);
            String known = named.get(form);
            String mark = known == null ? mark(form.replaceFirst(":.*", ""), field) : known;
            named.put(form, mark);
            return mark;
        }
        return switch (form) {
            case "@word" -> word(field);
            case "@email" -> word(field) + "@example.org";
            case "@phone" -> "+" + keep("97150" + digits(10), field);
            case "@ssn" -> {
                String area = "1" + digits(2);
                String rest = "2" + digits(1) + "-3" + digits(3);
                keep((area + "-" + rest).replace("-", ""), field);
                yield keep(area + "-" + rest, field);
            }
            case "@date" ->
                    keep(
                            "19%02d-0%s-1%s".formatted(20 + random.nextInt(40), digit(), digit()),
                            field);
            default -> throw new IllegalArgumentException(form);
        };
    }

    private String keep(String mark, String field) {
        planted.add(field);
        fields.put(mark, field);
        return mark;
    }

    private String digits(int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    /** No zero. */
    private int digit() {
        return random.nextInt(1, 10);
    }
}
