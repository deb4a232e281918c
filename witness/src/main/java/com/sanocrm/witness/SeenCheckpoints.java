package com.sanocrm.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sanocrm.transparency.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The newest checkpoint of each log that was co-signed, a file each: the note with the log's
 * signature and the witness's own. The file's name is the origin's SHA-256, as in the address by
 * which others read it.
 */
final class SeenCheckpoints {
    /** Of what was refused; more would only fill the disk. */
    private static final int MAX_EVIDENCE = 1_000;

    private final Path directory;
    private final Path evidence;

    SeenCheckpoints(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory.resolve("checkpoints"));
        this.evidence = Files.createDirectories(directory.resolve("refused"));
    }

    /**
     * The newest note.
     *
     * @throws IllegalArgumentException if the file is none: nothing may be signed then
     */
    Optional<SignedNote> newest(String origin) throws IOException {
        return read(originHash(origin)).map(SignedNote::parse);
    }

    /** As it lies there. */
    Optional<String> read(String originHash) throws IOException {
        Path file = file(originHash);
        return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }

    /** Returns when it is on the disk. */
    void put(String origin, SignedNote note) throws IOException {
        DurableFile.replace(file(originHash(origin)), note.toString().getBytes(UTF_8));
    }

    /** Keeps what a log signed and was not shown to be consistent, beside what was seen before. */
    void keepEvidence(String origin, SignedNote refused, Optional<SignedNote> newest)
            throws IOException {
        String both = refused + "\n" + newest.map(SignedNote::toString).orElse("");
        Path file = evidence.resolve(hash(both) + ".txt");
        try (var kept = Files.list(evidence)) {
            if (!Files.exists(file) && kept.count() < MAX_EVIDENCE) {
                DurableFile.replace(file, (origin + "\n\n" + both).getBytes(UTF_8));
            }
        }
    }

    private Path file(String originHash) {
        return directory.resolve(originHash);
    }

    static String originHash(String origin) {
        return hash(origin);
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
