package com.sanocrm.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTests {
    /** The example that the Go module golang.org/x/mod/sumdb/note publishes. */
    private static final String PUBLISHED_KEY =
            "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static final String PUBLISHED_NOTE =
            """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            \u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
            """;

    private final SigningKey key = SigningKey.generate("example.com/log");

    @Test
    void thePublishedNoteIsSignedByThePublishedKey() {
        var published = VerificationKey.parse(PUBLISHED_KEY);

        assertThat(published).hasToString(PUBLISHED_KEY);
        assertThat(SignedNote.parse(PUBLISHED_NOTE).isSignedBy(published)).isTrue();
        assertThat(SignedNote.parse(PUBLISHED_NOTE)).hasToString(PUBLISHED_NOTE);
        assertThat(SignedNote.parse(PUBLISHED_NOTE.replace("know", "knew")).isSignedBy(published))
                .isFalse();
    }

    @Test
    void aSignedCheckpointIsReadBackAsItWas() {
        var checkpoint = new Checkpoint("example.com/log", 8, PublishedTree.ROOTS.get(8));

        var note = SignedNote.parse(key.sign(checkpoint.text()).toString());

        assertThat(note.isSignedBy(VerificationKey.parse(key.verification().toString()))).isTrue();
        assertThat(Checkpoint.parse(note.text())).isEqualTo(checkpoint);
    }

    @Test
    void anotherKeyOfTheSameNameIsAnotherKey() {
        var other = SigningKey.generate("example.com/log").verification();

        assertThat(key.sign("text\n").isSignedBy(other)).isFalse();
    }

    @Test
    void aForgedSecondSignatureOfTheSameKeySpoilsTheNote() {
        var forged = key.sign("other\n").toString().lines().toList().getLast();
        var note = SignedNote.parse(key.sign("text\n") + forged + "\n");

        assertThat(note.isSignedBy(key.verification())).isFalse();
    }

    @Test
    void signaturesOfStrangersArePassedOver() {
        var stranger = SigningKey.generate("witness.example").sign("text\n").toString();
        var note =
                SignedNote.parse(key.sign("text\n") + stranger.lines().toList().getLast() + "\n");

        assertThat(note.isSignedBy(key.verification())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text\n",
                "text\n\n",
                "text\n\n\u2014 name AAAAAAA=",
                "text\n\n- name AAAAAAA=\n",
                "text\n\n\u2014 name\n",
                "text\n\n\u2014 na+me AAAAAAA=\n",
                "text\n\n\u2014 name AAAA\n",
                "text\n\n\u2014 name AAAAAAB=\n",
                "te\txt\n\n\u2014 name AAAAAAA=\n",
            })
    void whatIsNoNoteIsRefused(String text) {
        assertThatThrownBy(() -> SignedNote.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "origin\n1\n",
                "origin\n01\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n",
                "origin\n-1\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n",
                "origin\n9999999999999999999\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n",
                "origin\n1\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0\n",
                "origin\n1\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhev\n",
                "\n1\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n"
            })
    void whatIsNoCheckpointIsRefused(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+AhpcTwcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3",
                "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
            })
    void whatIsNoKeyIsRefused(String vkey) {
        assertThatThrownBy(() -> VerificationKey.parse(vkey))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
