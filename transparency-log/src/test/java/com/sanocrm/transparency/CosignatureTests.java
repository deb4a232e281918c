package com.sanocrm.transparency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sanocrm.transparency.verify.Verify;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CosignatureTests {
    /**
     * Made by others' code: github.com/transparency-dev/formats v0.1.1, NewSignerForCosignatureV1.
     */
    private static final VerificationKey PUBLISHED_LOG =
            VerificationKey.parse(
                    "example.com/vector-log+4516a1da+ARGkVJ4QEa2MOOLGBO6i7NVSJ1FQ97tIX+w+Ku0RZ6Em");

    private static final VerificationKey PUBLISHED_WITNESS =
            VerificationKey.parseWitness(
                    "witness.example.com/vector+416f103d+BK/QmJFVP3SKJOqAMhFxBQPtylo3sjwWibyFDAlZKK8B");

    private static final String PUBLISHED_NOTE =
            """
            example.com/vector-log
            1234
            SBNJTRN+FjG7owHVrKtue7eqdM4RhdRWVl71HXN2d7I=

            \u2014 example.com/vector-log RRah2qlLrSlk6J8DA1HmNewppUM15Quhs5cAIb1KjBsV3otVirJTW8AFVsQtJkTW1Zny7GuoAxZpI6bUPcpM68QOIgE=
            \u2014 witness.example.com/vector QW8QPQAAAABqwLUbDdj7sDNRIVjmjYgqFI6y4UJhPg/UAA8J8wAdqSd3q4PedRhkgXA4xFN/Jg5uWn7ZkBA+H/UHQs5d9hITdXmQAA==
            """;

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    private final SigningKey log = SigningKey.generate("localhost/audit/platform");
    private final SigningKey keys = SigningKey.generate("witness.example/w1");
    private final VerificationKey witness = keys.witness();
    private final SignedNote note =
            log.sign(new Checkpoint(log.name(), 8, PublishedTree.ROOTS.get(8)).text());

    @TempDir private Path folder;

    @Test
    void aCosignatureOfAnotherImplementationHolds() {
        var published = SignedNote.parse(PUBLISHED_NOTE);

        assertThat(published.isSignedBy(PUBLISHED_LOG)).isTrue();
        assertThat(Cosignature.find(published, PUBLISHED_WITNESS).orElseThrow().time())
                .isEqualTo(Instant.ofEpochSecond(1_791_014_171));
        assertThat(
                        Cosignature.find(
                                SignedNote.parse(PUBLISHED_NOTE.replace("1234", "1235")),
                                PUBLISHED_WITNESS))
                .isEmpty();
    }

    @Test
    void oursIsReadBackWithItsTimeInSeconds() {
        var cosigned = SignedNote.parse(cosigned().toString());

        assertThat(Cosignature.find(cosigned, witness).orElseThrow().time())
                .isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(cosigned.isSignedBy(log.verification())).isTrue();
        assertThat(VerificationKey.parseWitness(witness.toString())).hasToString(witness + "");
    }

    @Test
    void noChangedByteOfItHolds() {
        SignedNote.Line line = Cosignature.find(cosigned(), witness).orElseThrow().line();
        byte[] bytes = Base64.getDecoder().decode(line.base64());
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            var other =
                    new SignedNote.Line(
                            line.keyName(), Base64.getEncoder().encodeToString(changed));

            assertThat(Cosignature.find(note.with(List.of(other)), witness)).as("%d", i).isEmpty();
        }
    }

    @Test
    void aLogsKeyIsNoWitnesssKeyNorTheOtherWayRound() {
        assertThatThrownBy(() -> VerificationKey.parse(witness.toString()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> VerificationKey.parseWitness(keys.verification().toString()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(cosigned().isSignedBy(keys.verification())).isFalse();
        assertThat(Cosignature.find(note, log.witness())).isEmpty();
    }

    @Test
    void aCheckpointIsVerifiedWithItsWitnesses() throws IOException {
        var file = Files.writeString(folder.resolve("cosigned"), cosigned().toString());
        var alone = Files.writeString(folder.resolve("alone"), note.toString());
        var stranger = SigningKey.generate("witness.example/w1").witness().toString();

        assertThat(verify(file, witness.toString())).isEqualTo(Verify.TRUE);
        assertThat(verify(alone, witness.toString())).isEqualTo(Verify.FALSE);
        assertThat(verify(file, stranger)).isEqualTo(Verify.FALSE);
        assertThat(verify(file, witness + "," + stranger)).isEqualTo(Verify.FALSE);
        assertThat(verify(file, log.verification().toString())).isEqualTo(Verify.UNREADABLE);
        assertThat(verify(file, "")).isEqualTo(Verify.UNREADABLE);
    }

    @Test
    void aCheckpointOfAnotherLogOfTheSameKeyIsNotVerified() throws IOException {
        var another = new Checkpoint("localhost/audit/par_1", 8, PublishedTree.ROOTS.get(8));
        var file = Files.writeString(folder.resolve("other"), log.sign(another.text()).toString());

        assertThat(run("checkpoint", file.toString(), "--key", log.verification().toString()))
                .isEqualTo(Verify.FALSE);
    }

    private SignedNote cosigned() {
        return note.with(
                List.of(Cosignature.sign(note.text(), witness, NOW, keys::signature).line()));
    }

    private int verify(Path file, String witnesses) {
        return run(
                "checkpoint",
                file.toString(),
                "--key",
                log.verification().toString(),
                "--witness=" + witnesses);
    }

    private static int run(String... args) {
        var nowhere = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
        return Verify.run(List.of(args), nowhere, nowhere);
    }
}
