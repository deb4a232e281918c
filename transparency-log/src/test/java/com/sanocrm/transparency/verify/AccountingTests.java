package com.sanocrm.transparency.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.transparency.CanonicalJson;
import com.sanocrm.transparency.Hash;
import com.sanocrm.transparency.MerkleTree;
import com.sanocrm.transparency.SigningKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountingTests {
    private static final SigningKey KEY = SigningKey.generate("localhost/audit/par_0");
    private static final String PERSON = "acc_1";

    private final SampleLog log = SampleLog.random(300, 0, KEY, new Random(36));
    private final List<String> lines = accounting(log);

    @TempDir private Path folder;

    @Test
    void anAccountingIsTrueUnderTheKeyOfAnyLogOfThePlatform() throws IOException {
        assertThat(verify(lines, KEY)).isZero();
        assertThat(verify(lines, new SigningKey("localhost/audit/platform", KEY.pair()))).isZero();
        assertThat(verify(lines, new SigningKey("elsewhere/audit/platform", KEY.pair())))
                .isEqualTo(1);
        assertThat(verify(lines, SigningKey.generate("localhost/audit/par_0"))).isEqualTo(1);
    }

    @Test
    void anAccountingThatLeavesARecordOutIsFalse() throws IOException {
        for (int i = 2; i < lines.size() - 2; i++) {
            var fewer = new ArrayList<>(lines);
            fewer.remove(i);
            fewer.set(fewer.size() - 1, end(1, fewer.size() - 3));

            assertThat(verify(fewer, KEY)).as("without line %d", i).isEqualTo(1);
        }
    }

    @Test
    void anAccountingWithAnythingChangedIsFalse() throws IOException {
        var exchanged = new ArrayList<>(lines);
        Collections.swap(exchanged, 3, 4);
        var action = new ArrayList<>(lines);
        action.set(5, action.get(5).replace("message.read", "message.sent"));
        var person = new ArrayList<>(lines);
        person.set(0, "{\"accounting\":\"acc_2\"}");
        var twice = new ArrayList<>(lines);
        twice.add(lines.size() - 1, lines.get(1));
        var count = new ArrayList<>(lines);
        count.set(lines.size() - 1, end(1, lines.size()));

        for (var changed : List.of(exchanged, action, person, twice, count)) {
            assertThat(verify(changed, KEY)).isEqualTo(1);
        }
    }

    @Test
    void aFileThatIsCutOrIsNoAccountingCannotBeRead() throws IOException {
        assertThat(verify(lines.subList(0, lines.size() - 1), KEY)).isEqualTo(2);
        assertThat(verify(List.of("{}"), KEY)).isEqualTo(2);
        assertThat(verify(List.of("[]"), KEY)).isEqualTo(2);
        assertThat(verify(List.of(lines.getFirst(), lines.get(2)), KEY)).isEqualTo(2);
    }

    @Test
    void recordsOfBeforeNumbersAreProvedButNotShownToBeAll() throws IOException {
        var old = accounting(SampleLog.random(300, 300, KEY, new Random(37)));
        old.remove(5);
        old.set(old.size() - 1, end(1, old.size() - 3));

        assertThat(verify(old, KEY)).isZero();
    }

    private static List<String> accounting(SampleLog log) {
        var lines = new ArrayList<String>();
        lines.add(CanonicalJson.write(Map.of("accounting", PERSON)));
        lines.add(
                CanonicalJson.write(
                        Map.of(
                                "log",
                                "par_0",
                                "checkpoint",
                                new String(log.files().get("checkpoint"), UTF_8))));
        var tree = log.tree();
        int size = log.leaves().size();
        for (int i = 0; i < size; i++) {
            if (log.leaves().get(i).contains(PERSON)) {
                String proof =
                        MerkleTree.inclusionProof(i, size, tree).stream()
                                .map(Hash::base64)
                                .collect(Collectors.joining(","));
                lines.add(
                        CanonicalJson.write(
                                Map.of("index", i, "leaf", log.leaves().get(i), "proof", proof)));
            }
        }
        lines.add(end(1, lines.size() - 2));
        return lines;
    }

    private static String end(int logs, int records) {
        return CanonicalJson.write(Map.of("logs", logs, "records", records));
    }

    private int verify(List<String> accounting, SigningKey key) throws IOException {
        Path file = folder.resolve("accounting.ndjson");
        Files.writeString(file, String.join("\n", accounting) + "\n");
        var nowhere = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
        String vkey = key.verification().toString();
        return Verify.run(List.of("accounting", file.toString(), "--key", vkey), nowhere, nowhere);
    }
}
