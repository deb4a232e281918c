package com.sanocrm.story;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** What the audit log says since then, in as few queries as it takes, by the trace of each call. */
final class RecordsByTrace {
    private final Map<String, ArrayNode> records = new HashMap<>();

    static RecordsByTrace since(Gateway gateway, Session compliance, Instant start)
            throws IOException, InterruptedException {
        var found = new RecordsByTrace();
        String query = "/audit/events?limit=100&from=" + start;
        String next = "";
        do {
            Answer page =
                    gateway.get(
                                    compliance,
                                    next.isEmpty()
                                            ? query
                                            : query
                                                    + "&cursor="
                                                    + URLEncoder.encode(
                                                            next, StandardCharsets.UTF_8))
                            .expect(200, "a page of the audit log");
            page.body().path("items").forEach(found::add);
            next = page.body().path("next").asString("");
        } while (!next.isEmpty());
        return found;
    }

    private void add(JsonNode record) {
        records.computeIfAbsent(
                        record.path("traceId").asString(""), _ -> Gateway.JSON.createArrayNode())
                .add(record);
    }

    List<JsonNode> of(MatrixCall call) {
        ArrayNode found = records.get(call.trace());
        return found == null ? List.of() : found.values().stream().toList();
    }
}
