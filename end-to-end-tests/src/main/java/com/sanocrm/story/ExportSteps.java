package com.sanocrm.story;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import tools.jackson.databind.JsonNode;

/** Somebody takes along everything that is held, before it is deleted. */
final class ExportSteps {
    private static final List<String> SERVICES =
            List.of("audit", "consent", "identity", "messaging");

    private final Stack stack;
    private final Gateway gateway;
    private final Report report;
    private final String mark;

    /**
     * @param mark that the person's messages and profile have, and nobody else's
     */
    ExportSteps(Stack stack, Report report, String mark) {
        this.stack = stack;
        this.gateway = stack.gateway();
        this.report = report;
        this.mark = mark;
    }

    /** Asks for it, has it approved, fetches it and looks into it. */
    void takeAlong(Session person, String conversation) throws Exception {
        String request =
                "/privacy-requests/"
                        + gateway.post(person, "/privacy-requests", "{\"type\": \"access\"}")
                                .expect(201, "a request of access")
                                .text("requestId");
        gateway.get(person, request + "/export")
                .expectProblem(409, "export-not-ready", "an export that nobody approved");
        gateway.post(
                        stack.person("support"),
                        request + "/decision",
                        "{\"decision\": \"approved\", \"reason\": \"It is theirs.\"}")
                .expect(200, "the approval");
        long start = System.nanoTime();
        Checks.awaitThat(
                "the export",
                () ->
                        gateway.get(person, request)
                                .body()
                                .path("export")
                                .path("status")
                                .asString("")
                                .equals("ready"));
        String took = Report.since(start);
        gateway.get(stack.person("patient2"), request + "/export")
                .expect(404, "somebody else's export");
        Path file = Files.createTempFile("export", ".zip");
        try {
            gateway.download(person, request + "/export", file);
            look(file, person, conversation);
        } finally {
            Files.delete(file);
        }
        report.checked(
                "%s later four services have given what they hold, in one ZIP with checksums and a"
                        + " FHIR Bundle: the person's own and nobody else's",
                took);
    }

    private void look(Path file, Session person, String conversation) throws Exception {
        try (var zip = new ZipFile(file.toFile())) {
            JsonNode manifest = json(zip, "manifest.json");
            var names = new ArrayList<String>();
            for (JsonNode entry : manifest.path("files")) {
                String name = entry.path("name").asString("");
                names.add(name);
                Checks.demand(
                        sha256(bytes(zip, name)).equals(entry.path("sha256").asString("")),
                        "the checksum of " + name);
            }
            Checks.demand(
                    names.stream()
                                    .sorted()
                                    .toList()
                                    .containsAll(
                                            SERVICES.stream().map(one -> one + ".json").toList())
                            && names.size() + 1 == zip.size()
                            && manifest.path("notIncluded").size() > 0,
                    "the manifest names every file, and what is not included: " + manifest);
            JsonNode profile = json(zip, "identity.json").path("profile").path(0);
            Checks.demand(
                    profile.path("familyName").asString("").equals(mark), "the person's own name");
            JsonNode messages = json(zip, "messaging.json");
            Checks.demand(
                    messages.path("messages").size() == 2
                            && messages.path("conversations").size() == 1
                            && new TreeSet<>(messages.findValuesAsString("conversationId"))
                                    .equals(new TreeSet<>(List.of(conversation))),
                    "the person's messages, and no others: " + messages);
            Checks.demand(
                    json(zip, "consent.json")
                            .path("choices")
                            .findValuesAsString("purpose")
                            .contains("newsletter"),
                    "the person's choices");
            var subjects =
                    new TreeSet<>(
                            json(zip, "audit.json")
                                    .path("accesses")
                                    .findValuesAsString("subjectId"));
            Checks.demand(
                    subjects.equals(new TreeSet<>(List.of(person.accountId()))),
                    "who saw the person's data, and nobody else's: " + subjects);
            demandResources(json(zip, "fhir-bundle.json"));
        }
    }

    private static void demandResources(JsonNode bundle) {
        var types = new TreeSet<String>();
        bundle.path("entry")
                .forEach(
                        entry ->
                                types.add(
                                        entry.path("resource").path("resourceType").asString("")));
        Checks.demand(
                types.equals(
                        new TreeSet<>(
                                List.of("AuditEvent", "Communication", "Consent", "Patient"))),
                "the FHIR Bundle has " + types);
    }

    private static JsonNode json(ZipFile zip, String name) throws IOException {
        return Gateway.JSON.readTree(new String(bytes(zip, name), StandardCharsets.UTF_8));
    }

    private static byte[] bytes(ZipFile zip, String name) throws IOException {
        ZipEntry entry = Objects.requireNonNull(zip.getEntry(name), name);
        try (InputStream in = zip.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
