package com.sanocrm.transparency;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A text with signatures under it (C2SP signed-note).
 *
 * @param text what is signed; ends with a newline
 * @param signatures those of keys that the reader does not know included
 */
public record SignedNote(String text, List<Line> signatures) {
    /** C2SP asks for at least 16. */
    private static final int MAX_SIGNATURES = 100;

    private static final int KEY_ID_LENGTH = 4;
    private static final String DASH = "\u2014 ";

    /** One signature line, its text with the newline; {@code base64} holds key id and signature. */
    public record Line(String keyName, String base64) {
        public Line {
            requireKeyName(keyName);
            if (Base64Text.decode(base64).length <= KEY_ID_LENGTH) {
                throw new IllegalArgumentException("a signature is longer than its key id");
            }
        }

        private byte[] keyId() {
            return Arrays.copyOf(Base64Text.decode(base64), KEY_ID_LENGTH);
        }

        private byte[] signature() {
            byte[] identified = Base64Text.decode(base64);
            return Arrays.copyOfRange(identified, KEY_ID_LENGTH, identified.length);
        }

        @Override
        public String toString() {
            return DASH + keyName + " " + base64 + "\n";
        }
    }

    public SignedNote {
        signatures = List.copyOf(signatures);
        if (!text.endsWith("\n") || text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw new IllegalArgumentException(
                    "a note's text ends with a newline and has no other control character");
        }
    }

    /**
     * The text, signed; {@code signer} gives the 64 bytes of RFC 8032 for the bytes of the text.
     */
    public static SignedNote sign(String text, VerificationKey key, UnaryOperator<byte[]> signer) {
        byte[] signature = signer.apply(text.getBytes(UTF_8));
        byte[] identified = Arrays.copyOf(key.id(), KEY_ID_LENGTH + signature.length);
        System.arraycopy(signature, 0, identified, KEY_ID_LENGTH, signature.length);
        var line = new Line(key.name(), Base64.getEncoder().encodeToString(identified));
        return new SignedNote(text, List.of(line));
    }

    /**
     * Reads a note; whether it can be believed is {@link #isSignedBy}'s to say.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static SignedNote parse(String note) {
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0 || !note.endsWith("\n")) {
            throw new IllegalArgumentException("a note is a text, an empty line and signatures");
        }
        var lines = note.substring(blank + 2).split("\n", MAX_SIGNATURES + 2);
        if (lines.length > MAX_SIGNATURES + 1) {
            throw new IllegalArgumentException("more signatures than anybody would check");
        }
        var signatures = new ArrayList<Line>();
        for (String line : Arrays.copyOf(lines, lines.length - 1)) {
            signatures.add(parseLine(line));
        }
        if (signatures.isEmpty()) {
            throw new IllegalArgumentException("a note has a signature");
        }
        return new SignedNote(note.substring(0, blank + 1), signatures);
    }

    private static Line parseLine(String line) {
        int space = line.indexOf(' ', DASH.length());
        if (!line.startsWith(DASH) || space < 0) {
            throw new IllegalArgumentException("a signature line is: dash, key name, Base64");
        }
        return new Line(line.substring(DASH.length(), space), line.substring(space + 1));
    }

    /**
     * Whether the note has a signature of this key and every signature under the key's name and id
     * holds. Signatures of other keys are passed over.
     */
    public boolean isSignedBy(VerificationKey key) {
        List<Line> own = linesOf(key).toList();
        return !own.isEmpty()
                && own.stream()
                        .allMatch(line -> key.verifies(text.getBytes(UTF_8), line.signature()));
    }

    /** The signatures under the key's name and id, whether or not they hold. */
    Stream<Line> linesOf(VerificationKey key) {
        return signatures.stream()
                .filter(line -> line.keyName().equals(key.name()))
                .filter(line -> Arrays.equals(line.keyId(), key.id()));
    }

    /** The same note without the signatures of other keys. */
    public SignedNote signedOnlyBy(VerificationKey key) {
        return new SignedNote(text, linesOf(key).toList());
    }

    /** The same text, with further signatures under it. */
    public SignedNote with(List<Line> further) {
        var all = new ArrayList<Line>(signatures);
        all.addAll(further);
        return new SignedNote(text, all);
    }

    /** The note as it is published. */
    @Override
    public String toString() {
        var note = new StringBuilder(text).append('\n');
        for (Line line : signatures) {
            note.append(line);
        }
        return note.toString();
    }

    static void requireKeyName(String name) {
        if (name.isEmpty()
                || name.codePoints()
                        .anyMatch(
                                c ->
                                        c == '+'
                                                || c < ' '
                                                || Character.isWhitespace(c)
                                                || Character.isSpaceChar(c))) {
            throw new IllegalArgumentException("a key name has no space and no plus, and is there");
        }
    }
}
