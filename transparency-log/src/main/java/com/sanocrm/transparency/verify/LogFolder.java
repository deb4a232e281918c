package com.sanocrm.transparency.verify;

import com.sanocrm.transparency.Tile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** A log in files: {@code checkpoint}, {@code tile/0/000}, {@code tile/entries/000.p/17}. */
public record LogFolder(Path folder) implements LogSource {
    private static final String CHECKPOINT = "checkpoint";

    @Override
    public byte[] checkpoint() throws IOException {
        return read(folder.resolve(CHECKPOINT), MAX_NOTE_BYTES)
                .orElseThrow(() -> new IOException(folder + " has no checkpoint"));
    }

    @Override
    public Optional<byte[]> tile(Tile tile) throws IOException {
        return read(folder.resolve(tile.path()), MAX_TILE_BYTES);
    }

    private static Optional<byte[]> read(Path file, int limit) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new IOException(file + " is larger than any that a log has");
            }
            return Optional.of(bytes);
        }
    }

    void keep(Tile tile, byte[] bytes) throws IOException {
        write(folder.resolve(tile.path()), bytes);
    }

    void keepCheckpoint(byte[] note) throws IOException {
        write(folder.resolve(CHECKPOINT), note);
    }

    /** Whole or not at all: what is there is taken for what the log said. */
    private static void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Path part = Files.write(file.resolveSibling(file.getFileName() + ".part"), bytes);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
