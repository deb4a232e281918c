package com.sanocrm.bench.rights;

import com.sanocrm.story.Gateway;
import com.sanocrm.story.Session;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** People take along what is held of them. */
final class Takings {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    final Times ready = new Times();
    final Times downloads = new Times();

    private final Gateway gateway;
    private final Session support;
    private long bytes;

    Takings(Gateway gateway, Session support) {
        this.gateway = gateway;
        this.support = support;
    }

    /**
     * From the approval on; returns when the person has the ZIP.
     *
     * @throws IllegalStateException if it does not hold all messages
     */
    void takeAlong(Session person, int messages) throws Exception {
        String request =
                "/privacy-requests/"
                        + gateway.post(person, "/privacy-requests", "{\"type\": \"access\"}")
                                .expect(201, "a request of access")
                                .text("requestId");
        long begin = System.nanoTime();
        gateway.post(
                        support,
                        request + "/decision",
                        "{\"decision\": \"approved\", \"reason\": \"It is theirs.\"}")
                .expect(200, "the approval");
        Times.await(
                "the export",
                PATIENCE,
                () ->
                        Optional.of(
                                        gateway.get(person, request)
                                                .expect(200, "the request")
                                                .body()
                                                .path("export"))
                                .filter(it -> it.path("status").asString("").equals("ready")));
        ready.since(begin);
        Path file = Files.createTempFile("export", ".zip");
        try {
            begin = System.nanoTime();
            gateway.download(person, request + "/export", file);
            downloads.since(begin);
            bytes = Files.size(file);
            requireMessages(file, messages);
        } finally {
            Files.delete(file);
        }
    }

    /** Of the last ZIP. */
    long bytes() {
        return bytes;
    }

    private static void requireMessages(Path file, int messages) throws Exception {
        try (var zip = new ZipFile(file.toFile());
                InputStream in =
                        zip.getInputStream(Objects.requireNonNull(zip.getEntry("manifest.json")))) {
            JsonNode manifest = JsonMapper.builder().build().readTree(in);
            for (JsonNode entry : manifest.path("files")) {
                if (entry.path("name").asString("").equals("messaging.json")
                        && entry.path("counts").path("messages").asLong() >= messages) {
                    return;
                }
            }
            throw new IllegalStateException("not all messages are in the export: " + manifest);
        }
    }
}
