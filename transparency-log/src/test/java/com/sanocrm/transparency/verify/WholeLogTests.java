package com.sanocrm.transparency.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.transparency.SigningKey;
import com.sanocrm.transparency.Soak;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeLogTests {
    private static final SigningKey KEY = SigningKey.generate("localhost/audit/par_0");
    private static final SigningKey FOREIGN = SigningKey.generate("localhost/audit/par_0");
    private static final int CHANGES = Soak.times(240, 10_000);

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 257, 600, 66_000})
    void aLogOfAnySizeIsTrue(int size) {
        var log = SampleLog.random(size, 0, KEY, new Random(size)).writeTo(folder);

        assertThat(verify(log)).isZero();
    }

    @Test
    void aLogThatBeganBeforeRecordsWereNumberedIsTrue() {
        var log = SampleLog.random(700, 300, KEY, new Random(1));

        assertThat(verify(log.writeTo(folder))).isZero();
    }

    @Test
    void aLogThatOffersFullTilesOnlyIsTrue() {
        var later = SampleLog.random(1024, 0, KEY, new Random(2));
        var files = new TreeMap<>(later.files());
        files.put("checkpoint", later.first(700).files().get("checkpoint"));
        files.keySet().removeIf(path -> path.contains(".p/") && !path.startsWith("tile/1"));

        var log = new SampleLog(later.name(), later.leaves(), KEY, files).writeTo(folder);
        var partial = later.first(700);
        assertThat(verify(log)).isEqualTo(1);
        partial.files().forEach((path, bytes) -> files.putIfAbsent(path, bytes));
        assertThat(verify(new SampleLog("", List.of(), KEY, files).writeTo(folder))).isZero();
    }

    @Test
    void everyRandomChangeOfAStoredLogIsFound() throws IOException {
        var random = new Random(8785);
        var log = SampleLog.random(700, 100, KEY, random);
        Path known = Files.write(folder.resolve("known"), log.files().get("checkpoint"));
        for (int n = 0; n < CHANGES; n++) {
            Path changed = Files.createDirectories(folder.resolve("" + n));
            var change = Change.values()[n % Change.values().length];
            change.to(log, random).writeTo(changed);

            assertThat(verify(changed, "--known", known.toString()))
                    .as("%s, change %d", change, n)
                    .isNotZero();
        }
    }

    /** What somebody with the store, and for the last ones with the key, could do. */
    private enum Change {
        A_BIT,
        A_FILE_LOST,
        A_FILE_CUT,
        A_FILE_GROWN,
        TWO_FILES_EXCHANGED,
        TWO_LEAVES_EXCHANGED,
        A_LEAF_LOST,
        A_LEAF_CHANGED,
        FOREIGN_KEY,
        ROLLED_BACK,
        FORKED,
        FORKED_AND_GROWN;

        SampleLog to(SampleLog log, Random random) {
            Map<String, byte[]> files = new TreeMap<>(log.files());
            var paths = new ArrayList<>(files.keySet());
            String path = paths.get(random.nextInt(paths.size()));
            byte[] bytes = Objects.requireNonNull(files.get(path)).clone();
            var leaves = new ArrayList<>(log.leaves());
            int at = random.nextInt(leaves.size());
            switch (this) {
                case A_BIT -> {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                    files.put(path, bytes);
                }
                case A_FILE_LOST -> files.remove(path);
                case A_FILE_CUT ->
                        files.put(path, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
                case A_FILE_GROWN ->
                        files.put(
                                path, Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(64)));
                case TWO_FILES_EXCHANGED -> {
                    String other = paths.get((paths.indexOf(path) + 1) % paths.size());
                    files.put(path, files.get(other));
                    files.put(other, bytes);
                }
                // With tiles of the changed leaves, but under the checkpoint that was signed.
                case TWO_LEAVES_EXCHANGED -> {
                    Collections.swap(leaves, at, (at + 1 + random.nextInt(600)) % leaves.size());
                    files = underCheckpointOf(log, leaves);
                }
                case A_LEAF_LOST -> {
                    leaves.remove(at);
                    files = underCheckpointOf(log, leaves);
                }
                case A_LEAF_CHANGED -> {
                    leaves.set(at, leaves.get(at).replace("message.read", "message.sent"));
                    files = underCheckpointOf(log, leaves);
                }
                case FOREIGN_KEY -> files.putAll(SampleLog.of("", leaves, FOREIGN).files());
                // What follows is true in itself: only who kept a checkpoint can see it.
                case ROLLED_BACK -> {
                    files.clear();
                    files.putAll(log.first(at).files());
                }
                case FORKED -> files.putAll(SampleLog.random(700, 100, KEY, random).files());
                case FORKED_AND_GROWN -> {
                    files.clear();
                    files.putAll(SampleLog.random(701 + at, 100, KEY, random).files());
                }
            }
            return new SampleLog(log.name(), leaves, KEY, files);
        }

        private static Map<String, byte[]> underCheckpointOf(SampleLog log, List<String> leaves) {
            var files = new TreeMap<>(log.with(leaves).files());
            files.put("checkpoint", log.files().get("checkpoint"));
            return files;
        }
    }

    @Test
    void aLogThatWasSignedWithARecordOmittedOrDoubledIsFalse() {
        var log = SampleLog.random(100, 0, KEY, new Random(3));
        int about = indexOf(log, "\"subjectSeq\":3");
        var omitted = new ArrayList<>(log.leaves());
        omitted.remove(about);
        var doubled = new ArrayList<>(log.leaves());
        doubled.add(log.leaves().get(about));
        var unnumbered = new ArrayList<>(log.leaves());
        unnumbered.set(
                99,
                unnumbered.get(99).replaceAll("\"subjectSeq\":[0-9]+", "\"subjectSequence\":1"));

        assertThat(verifyAgain(log.with(omitted))).contains("about its person");
        assertThat(verifyAgain(log.with(doubled))).contains("event's id that another leaf has");
        assertThat(verifyAgain(log.with(unnumbered))).contains("NOT");
    }

    @Test
    void aLeafThatIsNotCanonicalOrOfAnotherLogIsFalse() {
        var log = SampleLog.random(3, 0, KEY, new Random(4));
        var spaced = new ArrayList<>(log.leaves());
        spaced.set(1, spaced.get(1).replaceFirst(":", ": "));
        var other = new ArrayList<>(log.leaves());
        other.set(1, other.get(1).replace("par_0", "par_1"));

        assertThat(verifyAgain(log.with(spaced))).contains("leaf 1 is not in canonical form");
        assertThat(verifyAgain(log.with(other))).contains("leaf 1 belongs in the log of par_1");
    }

    @Test
    void aMissingNumberIsFalseOnlyWhereAllLogsAreGiven() {
        var log = SampleLog.random(9, 9, KEY, new Random(5));
        var leaves = new ArrayList<>(log.leaves());
        leaves.remove(1);
        Path gap = log.with(leaves).writeTo(folder);

        assertThat(verify(gap)).isZero();
        assertThat(verify(gap, "--complete", "yes")).isEqualTo(1);
        assertThat(verify(log.writeTo(folder), "--complete", "yes")).isZero();
    }

    @Test
    void anEarlierCheckpointMayBeAtAnySize() throws IOException {
        var log = SampleLog.random(600, 0, KEY, new Random(6));
        Path whole = log.writeTo(folder.resolve("whole"));
        for (int size : List.of(0, 1, 255, 256, 257, 599, 600)) {
            Path earlier =
                    Files.write(folder.resolve("c"), log.first(size).files().get("checkpoint"));
            assertThat(verify(whole, "--known=" + earlier)).as("size %d", size).isZero();
        }
    }

    @Test
    void whatIsNoLogCannotBeRead() {
        assertThat(verify(folder.resolve("absent"))).isEqualTo(2);
        assertThat(run("log", "--key", KEY.verification().toString())).isEqualTo(2);
        assertThat(run("log", folder.toString())).isEqualTo(2);
        assertThat(run("log", "http://localhost:1/", "--key", KEY.verification().toString()))
                .isEqualTo(2);
    }

    private static int indexOf(SampleLog log, String text) {
        return log.leaves()
                .indexOf(
                        log.leaves().stream()
                                .filter(leaf -> leaf.contains(text))
                                .findFirst()
                                .orElseThrow());
    }

    private String verifyAgain(SampleLog log) {
        var said = new ByteArrayOutputStream();
        var out = new PrintStream(said, true, UTF_8);
        String vkey = KEY.verification().toString();
        String place = log.writeTo(folder.resolve("again" + log.hashCode())).toString();
        Verify.run(List.of("log", place, "--key", vkey), out, out);
        return said.toString(UTF_8);
    }

    private static int verify(Path log, String... more) {
        var line = new ArrayList<>(List.of("log", log.toString()));
        line.addAll(List.of("--key", KEY.verification().toString()));
        line.addAll(List.of(more));
        return run(line.toArray(String[]::new));
    }

    private static int run(String... line) {
        var nowhere = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
        return Verify.run(List.of(line), nowhere, nowhere);
    }
}
