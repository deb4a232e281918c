package com.sanocrm.transparency;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A witness's statement under a checkpoint (C2SP tlog-cosignature, {@code cosignature/v1}): at this
 * time it was the largest tree of the log that the witness had seen, and consistent with all
 * before.
 *
 * @param line as it stands under the note
 */
public record Cosignature(SignedNote.Line line, Instant time) {

    /**
     * Makes one, at a time in whole seconds.
     *
     * @param text the checkpoint's
     * @param signer gives the 64 bytes of RFC 8032
     * @throws IllegalArgumentException if the time is not after 1970
     */
    public static Cosignature sign(
            String text, VerificationKey witness, Instant now, UnaryOperator<byte[]> signer) {
        long time = now.getEpochSecond();
        if (time <= 0) {
            throw new IllegalArgumentException("a cosignature has a time");
        }
        byte[] signature = signer.apply(message(text.getBytes(UTF_8), time));
        byte[] id = witness.id();
        byte[] identified =
                ByteBuffer.allocate(id.length + Long.BYTES + signature.length)
                        .put(id)
                        .putLong(time)
                        .put(signature)
                        .array();
        var line =
                new SignedNote.Line(witness.name(), Base64.getEncoder().encodeToString(identified));
        return new Cosignature(line, Instant.ofEpochSecond(time));
    }

    /**
     * The witness's cosignature under the note, the newest if there are several; empty if there is
     * none, or one under its name and id that does not hold.
     */
    public static Optional<Cosignature> find(SignedNote note, VerificationKey witness) {
        return note.isSignedBy(witness)
                ? note.linesOf(witness)
                        .map(Cosignature::read)
                        .max(Comparator.comparing(Cosignature::time))
                : Optional.empty();
    }

    private static Cosignature read(SignedNote.Line line) {
        long time = ByteBuffer.wrap(Base64Text.decode(line.base64())).getLong(Integer.BYTES);
        return new Cosignature(line, Instant.ofEpochSecond(time));
    }

    static byte[] message(byte[] text, long time) {
        byte[] head = "cosignature/v1\ntime %d\n".formatted(time).getBytes(UTF_8);
        return ByteBuffer.allocate(head.length + text.length).put(head).put(text).array();
    }
}
