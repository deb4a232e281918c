package com.sanocrm.story;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;

/** Finds any of many byte strings, reading what is searched once (Aho and Corasick 1975). */
final class ByteSearch {
    private static final int READ_AT_ONCE = 1 << 16;
    private static final int BYTES = 256;

    /** The state after each byte in each state. */
    private final List<int[]> next = new ArrayList<>();

    /** Which end in a state. */
    private final List<int[]> ends = new ArrayList<>();

    /** Is told of each place where one was found. */
    @FunctionalInterface
    interface Hit {
        /**
         * @param wanted its place in the list
         * @param end the position after its last byte
         */
        void found(int wanted, long end);
    }

    /**
     * @param wanted none of them empty
     */
    ByteSearch(List<byte[]> wanted) {
        state();
        for (int i = 0; i < wanted.size(); i++) {
            add(wanted.get(i), i);
        }
        fallBack();
    }

    private int state() {
        int[] nowhere = new int[BYTES];
        Arrays.fill(nowhere, -1);
        next.add(nowhere);
        ends.add(new int[0]);
        return next.size() - 1;
    }

    private void add(byte[] wanted, int number) {
        int state = 0;
        for (byte each : wanted) {
            int[] from = next.get(state);
            if (from[each & 0xff] < 0) {
                from[each & 0xff] = state();
            }
            state = from[each & 0xff];
        }
        ends.set(state, with(ends.get(state), new int[] {number}));
    }

    /** Breadth first, so that what a state falls back to is complete before it. */
    private void fallBack() {
        int[] fallback = new int[next.size()];
        Queue<Integer> states = new ArrayDeque<>();
        states.add(0);
        while (!states.isEmpty()) {
            int state = states.remove();
            int[] from = next.get(state);
            int[] other = next.get(fallback[state]);
            for (int each = 0; each < BYTES; each++) {
                int to = from[each];
                int otherwise = state == 0 ? 0 : other[each];
                if (to < 0) {
                    from[each] = otherwise;
                } else {
                    fallback[to] = otherwise;
                    ends.set(to, with(ends.get(to), ends.get(otherwise)));
                    states.add(to);
                }
            }
        }
    }

    private static int[] with(int[] some, int[] more) {
        int[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    /** Reads to the end. */
    void in(InputStream bytes, Hit hit) throws IOException {
        byte[] read = new byte[READ_AT_ONCE];
        long position = 0;
        int state = 0;
        for (int count = bytes.read(read); count >= 0; count = bytes.read(read)) {
            for (int i = 0; i < count; i++) {
                state = next.get(state)[read[i] & 0xff];
                for (int found : ends.get(state)) {
                    hit.found(found, position + i + 1);
                }
            }
            position += count;
        }
    }
}
