package com.sanocrm.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sanocrm.transparency.verify.Verify;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** {@code ./sano verify}, given answers of the API; each method returns the exit code. */
final class OfflineVerifier {
    private OfflineVerifier() {}

    static int inclusion(JsonNode proof, String index) {
        return verify(
                "inclusion",
                "--leaf-hash=" + proof.get("leafHash").asString(),
                "--index=" + index,
                "--size=" + proof.get("size").asString(),
                "--root=" + proof.get("root").asString(),
                "--proof=" + joined(proof.get("proof")));
    }

    static int consistency(JsonNode proof) {
        return verify(
                "consistency",
                "--size1=" + proof.get("from").asString(),
                "--size2=" + proof.get("to").asString(),
                "--root1=" + proof.get("fromRoot").asString(),
                "--root2=" + proof.get("toRoot").asString(),
                "--proof=" + joined(proof.get("proof")));
    }

    static int checkpoint(Path folder, String note, String vkey) throws IOException {
        Path file = Files.writeString(folder.resolve("note"), note);
        return verify("checkpoint", file.toString(), "--key", vkey);
    }

    private static int verify(String... args) {
        var nowhere = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
        return Verify.run(List.of(args), nowhere, nowhere);
    }

    private static String joined(JsonNode proof) {
        return proof.valueStream().map(JsonNode::asString).collect(Collectors.joining(","));
    }
}
