package com.sanocrm.story;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * An operation of a service, as its OpenAPI document declares it.
 *
 * @param path below {@code /api/v1}, with variables in braces
 * @param open whether it needs no token
 * @param roles any of which may call it; empty for anybody with a token
 * @param recorded whether a success leaves a record
 */
record Operation(
        String method,
        String path,
        boolean open,
        Set<String> roles,
        String action,
        String resource,
        boolean recorded,
        boolean takesBody) {
    private static final List<String> SERVICES =
            List.of("identity", "messaging", "consent", "audit", "analytics");
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final String API = "/api/v1";
    private static final List<String> BELONGING =
            List.of(
                    "/audit/events/{",
                    "/campaigns/{",
                    "/consents/me/receipts/{",
                    "/conversations/{",
                    "/mail-templates/{",
                    "/privacy-requests/{");

    /** All operations of all services, read at the gateway. */
    static List<Operation> all(URI gateway) throws IOException, InterruptedException {
        List<Operation> all = new ArrayList<>();
        for (JsonNode document : documents(gateway)) {
            read(document.path("paths"), all);
        }
        return all;
    }

    /** What each service says of its operations. */
    static List<JsonNode> documents(URI gateway) throws IOException, InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (String service : SERVICES) {
                var request =
                        HttpRequest.newBuilder(gateway.resolve("/v3/api-docs/" + service)).build();
                var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                Checks.demand(answer.statusCode() == 200, service + " describes its operations");
                all.add(Gateway.JSON.readTree(answer.body()));
            }
        }
        return all;
    }

    private static void read(JsonNode paths, List<Operation> all) {
        for (var path : paths.properties()) {
            for (var operation : path.getValue().properties()) {
                if (path.getKey().startsWith(API) && METHODS.contains(operation.getKey())) {
                    all.add(
                            of(
                                    operation.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey().substring(API.length()),
                                    operation.getValue()));
                }
            }
        }
    }

    private static Operation of(String method, String path, JsonNode described) {
        JsonNode access = described.path("x-access");
        JsonNode security = described.path("security");
        boolean open = security.isArray() && security.isEmpty();
        Checks.demand(
                open != access.isObject(),
                method + " " + path + " is open or says who may call it, and not both");
        Set<String> roles = new HashSet<>();
        access.path("roles").forEach(role -> roles.add(role.asString("")));
        return new Operation(
                method,
                path,
                open,
                roles,
                access.path("action").asString(""),
                access.path("resource").asString(""),
                access.path("unrecorded").isMissingNode(),
                described.has("requestBody"));
    }

    String name() {
        return method + " " + path;
    }

    /** Whether it names something that belongs to a tenant or a person. */
    boolean isAboutSomebody() {
        return path.contains("{accountId}")
                || path.contains("{partnerId}")
                || BELONGING.stream().anyMatch(path::startsWith)
                || name().equals("POST /conversations");
    }

    /** Whether what it names is the person's alone, and not the clinic's. */
    boolean isAboutOwnersThing() {
        return path.startsWith("/privacy-requests/{") || path.startsWith("/consents/me/receipts/{");
    }

    boolean mayBeCalledBy(String role) {
        return roles.isEmpty() || roles.contains(role);
    }
}
