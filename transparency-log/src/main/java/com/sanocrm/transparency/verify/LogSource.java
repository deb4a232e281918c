package com.sanocrm.transparency.verify;

import com.sanocrm.transparency.Tile;
import java.io.IOException;
import java.util.Optional;

/** Where a log's files are, in the layout of C2SP tlog-tiles. */
public interface LogSource {
    /** A checkpoint is some hundred bytes; a hundred witnesses' signatures stay below this. */
    int MAX_NOTE_BYTES = 1 << 20;

    /** 256 entries of up to 65,535 bytes, each with its length. */
    int MAX_TILE_BYTES = Tile.WIDTH * (2 + 0xffff);

    /**
     * The newest checkpoint.
     *
     * @throws IOException if there is none to be had
     */
    byte[] checkpoint() throws IOException;

    /**
     * A tile's bytes; empty if the log has none.
     *
     * @throws IOException if that cannot be known
     */
    Optional<byte[]> tile(Tile tile) throws IOException;

    /** As much as the tile has, for which a log may answer with the full tile. */
    default Optional<byte[]> tileOrMore(Tile tile) throws IOException {
        Optional<byte[]> exact = tile(tile);
        return exact.isPresent() || tile.isFull()
                ? exact
                : tile(new Tile(tile.level(), tile.index(), Tile.WIDTH))
                        .map(full -> EntryBundle.cut(full, tile));
    }
}
