package com.sanocrm.mongodb;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Keys from one, inclusive, to another, exclusive. Keys begin with the number of their collection
 * or index.
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares intervals
record Interval(byte[] from, byte[] to) {
    /** More than the first byte of any value, inverted or not. */
    static final int ABOVE_VALUES = 0xFF;

    /** Everything of a collection or an index. */
    static Interval all(int number) {
        return new Interval(prefix(number), prefix(number + 1));
    }

    /** Whether it is made of what begins with one value, and so, of documents, one at most. */
    boolean isOneValue() {
        return from.length > Integer.BYTES
                && to.length == from.length + 1
                && to[from.length] == (byte) ABOVE_VALUES
                && Arrays.equals(from, 0, from.length, to, 0, from.length);
    }

    static byte[] key(int number, byte[] rest) {
        return ByteBuffer.allocate(Integer.BYTES + rest.length).putInt(number).put(rest).array();
    }

    private static byte[] prefix(int number) {
        return key(number, new byte[0]);
    }
}
