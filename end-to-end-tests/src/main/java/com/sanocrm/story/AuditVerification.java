package com.sanocrm.story;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What {@code ./sano verify} says of the audit logs, and of copies in which something is wrong. */
final class AuditVerification {
    private final Stack stack;
    private final Gateway gateway;
    private final Session compliance;

    AuditVerification(Stack stack) throws IOException {
        this.stack = stack;
        this.gateway = stack.gateway();
        this.compliance = stack.person("compliance");
    }

    /** Demands that the record is in its log, by its proof and the signed checkpoint. */
    JsonNode record(String eventId) throws Exception {
        JsonNode proof =
                Checks.await(
                        "the inclusion proof",
                        () ->
                                Optional.of(
                                                gateway.get(
                                                        compliance,
                                                        "/audit/events/" + eventId + "/proof"))
                                        .filter(answer -> answer.status() == 200)
                                        .map(Answer::body));
        String path =
                StreamSupport.stream(proof.path("proof").spliterator(), false)
                        .map(JsonNode::asString)
                        .collect(Collectors.joining(","));
        List<String> arguments =
                List.of(
                        "verify", "inclusion",
                        "--leaf-hash", proof.path("leafHash").asString(),
                        "--index", proof.path("index").asString(),
                        "--size", proof.path("size").asString(),
                        "--root", proof.path("root").asString(),
                        "--proof", path);
        stack.mustSano(arguments.toArray(String[]::new));
        var wrong = new ArrayList<>(arguments);
        wrong.set(3, proof.path("root").asString());
        demandFalse("another leaf", wrong);

        String checkpoint = proof.path("checkpoint").asString();
        Checks.demand(
                checkpoint.contains(proof.path("root").asString()),
                "the proof's root is the checkpoint's");
        Path note = Files.createTempFile("checkpoint", ".txt");
        try {
            Files.writeString(note, checkpoint);
            String key = key(proof.path("log").asString());
            stack.mustSano("verify", "checkpoint", note.toString(), "--key", key);
        } finally {
            Files.delete(note);
        }
        return proof;
    }

    /** Demands that the whole log is true, and that a copy with one letter changed is not. */
    String log(String log) throws Exception {
        Path folder = Files.createTempDirectory("log");
        Path token = Files.createTempFile("token", ".txt");
        try {
            Files.writeString(token, compliance.token());
            String said =
                    stack.mustSano(
                            "verify",
                            "log",
                            gateway.address("/audit/log/" + log),
                            "--key",
                            key(log),
                            "--token-file",
                            token.toString(),
                            "--save",
                            folder.toString());
            var copy = List.of("verify", "log", folder.toString(), "--key", key(log));
            stack.mustSano(copy.toArray(String[]::new));
            Path bundle = firstBundle(folder);
            // Not all of it is text: each entry has its length before it.
            String bytes = Files.readString(bundle, ISO_8859_1);
            Files.writeString(bundle, bytes.replaceFirst("success", "refuses"), ISO_8859_1);
            demandFalse("a log in which one outcome was changed", copy);
            return said.lines().findFirst().orElse("");
        } finally {
            Files.delete(token);
            delete(folder);
        }
    }

    /** Demands that the person's accounting is complete, and that one with a record less is not. */
    String accounting(Session person, String log) throws Exception {
        Path file = Files.createTempFile("accounting", ".ndjson");
        try {
            gateway.download(person, "/accounts/me/disclosures/accounting", file);
            var line = List.of("verify", "accounting", file.toString(), "--key", key(log));
            String said = stack.mustSano(line.toArray(String[]::new));
            var fewer = new ArrayList<>(Files.readAllLines(file));
            fewer.remove(2);
            long logs = fewer.stream().filter(each -> each.contains("\"checkpoint\":")).count();
            long records = fewer.stream().filter(each -> each.contains("\"leaf\":")).count();
            fewer.set(fewer.size() - 1, "{\"logs\":%d,\"records\":%d}".formatted(logs, records));
            Files.write(file, fewer);
            demandFalse("an accounting that leaves a record out", line);
            return said.lines().findFirst().orElse("");
        } finally {
            Files.delete(file);
        }
    }

    private void demandFalse(String what, List<String> line) throws Exception {
        Checks.demand(
                stack.sano(line.toArray(String[]::new)).exitCode() == 1,
                "the verifier refuses " + what);
    }

    private String key(String log) throws Exception {
        return gateway.get(compliance, "/audit/log/checkpoint?log=" + log)
                .expect(200, "the log's checkpoint and key, for anyone with a token")
                .text("vkey");
    }

    private static Path firstBundle(Path folder) throws IOException {
        try (var files = Files.walk(folder.resolve("tile/entries"))) {
            return files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
