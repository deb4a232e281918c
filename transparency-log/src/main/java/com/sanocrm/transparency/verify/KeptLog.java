package com.sanocrm.transparency.verify;

import com.sanocrm.transparency.Tile;
import java.io.IOException;
import java.util.Optional;

/**
 * A log whose files are kept in a folder. A full tile never changes, so one that is kept is not
 * asked for again. The checkpoint is kept only by {@link #accept}: what is there was found true.
 */
public record KeptLog(LogSource source, LogFolder kept) implements LogSource {
    @Override
    public byte[] checkpoint() throws IOException {
        return source.checkpoint();
    }

    @Override
    public Optional<byte[]> tile(Tile tile) throws IOException {
        Optional<byte[]> known = tile.isFull() ? kept.tile(tile) : Optional.empty();
        if (known.isPresent()) {
            return known;
        }
        Optional<byte[]> fetched = source.tile(tile);
        if (fetched.isPresent()) {
            kept.keep(tile, fetched.get());
        }
        return fetched;
    }

    /** Keeps the checkpoint, for the next time to compare with. */
    public void accept(byte[] note) throws IOException {
        kept.keepCheckpoint(note);
    }
}
