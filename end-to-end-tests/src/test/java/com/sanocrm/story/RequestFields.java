package com.sanocrm.story;

import java.io.IOException;
import java.net.URI;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Every place for text in a request, as the OpenAPI documents declare it: {@code POST
 * /registrations /address/city}. An element of an array is {@code -}, any name in an object {@code
 * *}. What has its values listed is no place for text.
 */
final class RequestFields {
    private static final String API = "/api/v1";
    private static final int DEEP_ENOUGH = 8;

    private final JsonNode document;
    private final Set<String> found;

    private RequestFields(JsonNode document, Set<String> found) {
        this.document = document;
        this.found = found;
    }

    static Set<String> of(URI gateway) throws IOException, InterruptedException {
        Set<String> found = new TreeSet<>();
        for (JsonNode document : Operation.documents(gateway)) {
            new RequestFields(document, found).read();
        }
        return found;
    }

    private void read() {
        for (var path : document.path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                String name =
                        operation.getKey().toUpperCase(Locale.ROOT)
                                + " "
                                + path.getKey().replaceFirst("^" + API, "");
                for (var content :
                        operation.getValue().path("requestBody").path("content").properties()) {
                    walk(content.getValue().path("schema"), name + " ", 0);
                }
                for (JsonNode parameter : operation.getValue().path("parameters")) {
                    if (parameter.path("in").asString("").equals("query")) {
                        walk(
                                parameter.path("schema"),
                                name + " ?" + parameter.path("name").asString(""),
                                0);
                    }
                }
            }
        }
    }

    private void walk(JsonNode schema, String at, int depth) {
        if (depth > DEEP_ENOUGH) {
            return;
        }
        if (schema.has("$ref")) {
            String reference = schema.path("$ref").asString("");
            walk(document.at(reference.substring(1)), at, depth + 1);
        }
        for (String several : Set.of("allOf", "anyOf", "oneOf")) {
            schema.path(several).forEach(one -> walk(one, at, depth + 1));
        }
        for (var property : schema.path("properties").properties()) {
            walk(property.getValue(), at + "/" + property.getKey(), depth + 1);
        }
        if (schema.path("additionalProperties").isObject()) {
            walk(schema.path("additionalProperties"), at + "/*", depth + 1);
        }
        if (schema.has("items")) {
            walk(schema.path("items"), at + "/-", depth + 1);
        }
        if (types(schema).anyMatch("string"::equals) && !schema.has("enum")) {
            found.add(at);
        }
    }

    /** One name, or in OpenAPI 3.1 several. */
    private static Stream<String> types(JsonNode schema) {
        JsonNode type = schema.path("type");
        Iterator<JsonNode> several = type.iterator();
        Stream.Builder<String> all = Stream.builder();
        all.add(type.asString(""));
        several.forEachRemaining(one -> all.add(one.asString("")));
        return all.build();
    }
}
