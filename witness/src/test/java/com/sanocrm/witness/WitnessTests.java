package com.sanocrm.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sanocrm.platform.test.Promise;
import com.sanocrm.transparency.Checkpoint;
import com.sanocrm.transparency.Cosignature;
import com.sanocrm.transparency.Hash;
import com.sanocrm.transparency.SignedNote;
import com.sanocrm.transparency.VerificationKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WitnessTests {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String NAME = "clinic.example/witness";

    private final TestLog log = TestLog.of("localhost/audit/platform");
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir private Path directory;
    private Witness witness;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(
                directory.resolve(Witness.LOGS),
                "# ours\n\n%s\nlocalhost/partners/* %s\n".formatted(log.key(), log.key()));
        witness = started();
    }

    private Witness started() throws IOException {
        return Witness.start(
                directory,
                NAME,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void stop() {
        witness.close();
        http.close();
    }

    @Test
    @Promise("P-35")
    void aLogThatOnlyGrowsIsCosignedAtEachSize() throws Exception {
        int before = 0;
        for (int size : new int[] {0, 1, 2, 7, 8, 9, 255, 256, 257, 300, 300}) {
            var answer = add(log.request(before, size));

            assertThat(answer.statusCode()).as("%d to %d", before, size).isEqualTo(200);
            assertThat(time(SignedNote.parse(log.note(size) + answer.body()))).isEqualTo(NOW);
            before = size;
        }
    }

    @Test
    void theNewestCosignedCheckpointIsThereForEverybody() throws Exception {
        add(log.request(0, 5));
        var stranger = TestLog.of("stranger.example").note(5).signatures();
        add(TestLog.request(5, log.proof(5, 9), log.note(9).with(stranger)));
        String hash = SeenCheckpoints.originHash(log.origin());

        var newest = SignedNote.parse(get("/" + hash + "/checkpoint").body());

        assertThat(newest.isSignedBy(log.key())).isTrue();
        assertThat(time(newest)).isEqualTo(NOW);
        assertThat(Checkpoint.parse(newest.text()).size()).isEqualTo(9);
        assertThat(newest.signatures()).hasSize(2);
        assertThat(get("/" + hash.replace('a', 'b') + "/checkpoint").statusCode()).isEqualTo(404);
    }

    @Test
    @Promise("P-35")
    void aRollbackIsToldTheSizeThatWasSeen() throws Exception {
        add(log.request(0, 9));

        var rolledBack = add(log.request(0, 5));
        var unknowing = add(log.request(5, 12));

        for (var answer : List.of(rolledBack, unknowing)) {
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body()).isEqualTo("9\n");
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/x.tlog.size");
        }
        assertThat(add(log.request(9, 12)).statusCode()).isEqualTo(200);
    }

    @Test
    @Promise("P-35")
    void aForkIsNeverCosignedAndTheProofOfItIsKept() throws Exception {
        add(log.request(0, 9));
        TestLog fork = log.forkedAt(4);

        var sameSize = add(fork.request(9, 9));
        var larger = add(fork.request(9, 12));
        var withTheTrueProof = add(TestLog.request(9, log.proof(9, 12), fork.note(12)));

        for (var answer : List.of(sameSize, larger, withTheTrueProof)) {
            assertThat(answer.statusCode()).isEqualTo(422);
        }
        assertThat(sameSize.body()).contains("another tree of this size");
        var kept = new ArrayList<String>();
        try (var files = Files.list(directory.resolve("refused"))) {
            for (Path file : files.toList()) {
                kept.add(Files.readString(file));
            }
        }
        assertThat(kept)
                .anyMatch(
                        both ->
                                both.contains(fork.note(9).text())
                                        && both.contains(log.note(9).text()));
        assertThat(add(log.request(9, 12)).statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsNotShownIsNotCosigned() throws Exception {
        var root = log.leaves().getFirst();
        var empty = log.sign(new Checkpoint(log.origin(), 0, root));
        assertThat(add(TestLog.request(0, List.of(), empty)).statusCode()).isEqualTo(422);
        assertThat(add(TestLog.request(0, List.of(root), log.note(3))).statusCode()).isEqualTo(422);
        add(log.request(0, 9));

        List<Hash> proof = log.proof(9, 12);
        assertThat(add(TestLog.request(9, List.of(), log.note(12))).statusCode()).isEqualTo(422);
        assertThat(
                        add(TestLog.request(9, proof.subList(1, proof.size()), log.note(12)))
                                .statusCode())
                .isEqualTo(422);
        var longer = new ArrayList<>(proof);
        longer.add(root);
        assertThat(add(TestLog.request(9, longer, log.note(12))).statusCode()).isEqualTo(422);
        assertThat(add(TestLog.request(9, List.of(root), log.note(9))).statusCode()).isEqualTo(422);
    }

    @Test
    void onlyTheLogsOwnKeyCountsAndOnlyLogsThatAreWatched() throws Exception {
        TestLog impostor = TestLog.of(log.origin());
        TestLog other = new TestLog("localhost/audit/platform2", log.keys(), log.leaves());
        TestLog partner = new TestLog("localhost/partners/par_1", log.keys(), log.leaves());
        var forged = log.note(9).with(log.note(8).signatures());

        assertThat(add(impostor.request(0, 9)).statusCode()).isEqualTo(403);
        assertThat(add(TestLog.request(0, List.of(), forged)).statusCode()).isEqualTo(403);
        assertThat(add(other.request(0, 9)).statusCode()).isEqualTo(404);
        assertThat(add(partner.request(0, 9)).statusCode()).isEqualTo(200);
        assertThat(add(log.request(0, 9)).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "NOTE",
                "old 0\nNOTE",
                "old 00\n\nNOTE",
                "old -1\n\nNOTE",
                "old 9\n\nNOTE",
                "old\n\nNOTE",
                "new 0\n\nNOTE",
                "old 0\n\nhello\n",
                "old 0\nAAAA\n\nNOTE",
                "old 0\r\n\r\nNOTE",
                "old 0\n\nNOTE-WITHOUT-SIGNATURE",
            })
    void whatIsNotTheProtocolIsABadRequest(String body) throws Exception {
        var answer =
                add(
                        body.replace("NOTE-WITHOUT-SIGNATURE", log.note(5).text())
                                .replace("NOTE", log.note(5).toString()));

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void tooMuchIsRefused() throws Exception {
        var hash = log.leaves().getFirst();
        assertThat(add(TestLog.request(0, Collections.nCopies(64, hash), log.note(5))).statusCode())
                .isEqualTo(400);
        assertThat(add("old 0\n" + "x".repeat(1 << 17)).statusCode()).isEqualTo(413);
        assertThat(get("/add-checkpoint").statusCode()).isEqualTo(405);
        assertThat(get("/").statusCode()).isEqualTo(404);
        assertThat(get("/../witness.key").statusCode()).isEqualTo(404);
    }

    @Test
    void ofManyAtOnceOnlyOneChainIsCosigned() throws Exception {
        add(log.request(0, 10));
        TestLog fork = log.forkedAt(10);
        List<Callable<HttpResponse<String>>> requests = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int size = 11 + i;
            requests.add(() -> add(log.request(10, size)));
            requests.add(() -> add(fork.request(10, size)));
        }
        Collections.shuffle(requests, new java.util.Random(7));

        long cosigned = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<HttpResponse<String>> answer : threads.invokeAll(requests)) {
                cosigned += answer.get().statusCode() == 200 ? 1 : 0;
            }
        }

        assertThat(cosigned).isEqualTo(1);
    }

    @Test
    void whatWasSeenAndTheKeyOutliveTheProcess() throws Exception {
        add(log.request(0, 9));
        VerificationKey before = witness.key().verification();
        witness.close();

        witness = started();

        assertThat(witness.key().verification()).hasToString(before.toString());
        assertThat(add(log.request(0, 5)).statusCode()).isEqualTo(409);
        assertThat(add(log.forkedAt(4).request(9, 12)).statusCode()).isEqualTo(422);
        assertThat(add(log.request(9, 12)).statusCode()).isEqualTo(200);
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(directory.resolve("witness.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void whatCannotBeReadIsNotTakenForANewLog() throws Exception {
        add(log.request(0, 9));
        Path seen =
                directory.resolve("checkpoints").resolve(SeenCheckpoints.originHash(log.origin()));
        String note = Files.readString(seen);

        for (String damaged :
                List.of(
                        "",
                        note.substring(0, 60),
                        note.replace("\n9\n", "\n8\n"),
                        log.note(9) + "")) {
            Files.writeString(seen, damaged);

            assertThat(add(log.request(0, 5)).statusCode()).isEqualTo(500);
            assertThat(add(log.request(9, 12)).statusCode()).isEqualTo(500);
        }
    }

    @Test
    void twoCannotShareADirectoryNorAKeyChangeItsName() {
        assertThatThrownBy(this::started).hasMessageContaining("another witness uses");
        assertThatThrownBy(() -> WitnessKey.in(directory, "other.example/witness"))
                .hasMessageContaining("is the key of " + NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing", "no key", "localhost/audit KEY", "* KEY", "a/* b"})
    void whatNamesNoLogIsRefused(String line) {
        assertThatThrownBy(
                        () -> WatchedLogs.parse(List.of(line.replace("KEY", log.key().toString()))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** A kill of the process cannot be told from one between any two writes: all are tried. */
    @Test
    void aDraftThatACrashLeftIsNotWhatWasSeen() throws Exception {
        add(log.request(0, 9));
        Path seen =
                directory.resolve("checkpoints").resolve(SeenCheckpoints.originHash(log.origin()));
        String next = log.note(12).toString();
        for (int length : IntStream.of(0, 1, next.length() / 2, next.length()).toArray()) {
            witness.close();
            Files.writeString(
                    seen.resolveSibling(seen.getFileName() + ".draft"), next.substring(0, length));
            witness = started();

            assertThat(add(log.request(0, 5)).body()).isEqualTo("9\n");
        }
        assertThat(add(log.request(9, 12)).statusCode()).isEqualTo(200);
    }

    private Instant time(SignedNote note) {
        return Cosignature.find(note, witness.key().verification()).orElseThrow().time();
    }

    private HttpResponse<String> add(String body) throws Exception {
        return http.send(
                request("/add-checkpoint").POST(BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + witness.port() + path));
    }
}
