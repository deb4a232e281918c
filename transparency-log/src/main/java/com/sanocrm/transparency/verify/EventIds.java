package com.sanocrm.transparency.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sanocrm.transparency.Hash;
import java.nio.ByteBuffer;

/** A set of ids in 16 bytes each, by half of their SHA-256: no two are taken for one by chance. */
final class EventIds {
    private long[] slots = new long[1 << 13];
    private int size;

    /** False if it was there. */
    boolean add(String id) {
        if (size * 4L > slots.length) {
            grow();
        }
        ByteBuffer hash = ByteBuffer.wrap(Hash.ofLeaf(id.getBytes(UTF_8)).bytes());
        // Zeros are empty slots.
        boolean added = add(hash.getLong() | 1, hash.getLong());
        size += added ? 1 : 0;
        return added;
    }

    private boolean add(long high, long low) {
        int pairs = slots.length / 2;
        int at = (int) (low & (pairs - 1));
        while (slots[2 * at] != 0) {
            if (slots[2 * at] == high && slots[2 * at + 1] == low) {
                return false;
            }
            at = (at + 1) & (pairs - 1);
        }
        slots[2 * at] = high;
        slots[2 * at + 1] = low;
        return true;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 2];
        for (int i = 0; i < old.length; i += 2) {
            if (old[i] != 0) {
                add(old[i], old[i + 1]);
            }
        }
    }
}
