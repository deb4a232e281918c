package com.sanocrm.transparency.verify;

import com.sanocrm.transparency.Hash;
import com.sanocrm.transparency.Tile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The entries of a bundle: each after its length in two bytes, the higher one first. */
final class EntryBundle {
    private EntryBundle() {}

    /**
     * Takes a bundle apart.
     *
     * @throws Contradiction if it does not hold exactly so many entries
     */
    static List<byte[]> parse(byte[] bundle, int width) throws Contradiction {
        var entries = new ArrayList<byte[]>();
        int at = 0;
        while (at < bundle.length && entries.size() < width) {
            int end = end(bundle, at);
            if (end > bundle.length) {
                break;
            }
            entries.add(Arrays.copyOfRange(bundle, at + 2, end));
            at = end;
        }
        if (entries.size() != width || at != bundle.length) {
            throw new Contradiction("does not hold exactly %d entries".formatted(width));
        }
        return entries;
    }

    /** The beginning of a full tile or bundle that is the partial one. */
    static byte[] cut(byte[] full, Tile partial) {
        int end = 0;
        if (partial.level() == Tile.ENTRIES) {
            for (int i = 0; i < partial.width() && end < full.length; i++) {
                end = end(full, end);
            }
        } else {
            end = partial.width() * Hash.LENGTH;
        }
        return Arrays.copyOf(full, Math.min(end, full.length));
    }

    private static int end(byte[] bundle, int at) {
        int low = at + 1 < bundle.length ? bundle[at + 1] & 0xff : 0;
        return at + 2 + ((bundle[at] & 0xff) << Byte.SIZE | low);
    }
}
