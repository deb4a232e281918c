package com.sanocrm.transparency.verify;

import java.util.HashMap;
import java.util.Map;

/** Which of their numbers the producers have used. A bit for each; numbers may be far apart. */
final class ProducerNumbers {
    private static final int CHUNK_BITS = 1 << 12;

    private static final class Used {
        private final Map<Long, long[]> chunks = new HashMap<>();
        private long count;
        private long highest;
    }

    private final Map<String, Used> producers = new HashMap<>();

    /** False if the number was used before. */
    boolean add(String producer, long number) {
        Used used = producers.computeIfAbsent(producer, first -> new Used());
        long[] chunk =
                used.chunks.computeIfAbsent(
                        number / CHUNK_BITS, first -> new long[CHUNK_BITS / Long.SIZE]);
        int bit = (int) (number % CHUNK_BITS);
        long mask = 1L << (bit % Long.SIZE);
        if ((chunk[bit / Long.SIZE] & mask) != 0) {
            return false;
        }
        chunk[bit / Long.SIZE] |= mask;
        used.count++;
        used.highest = Math.max(used.highest, number);
        return true;
    }

    int producers() {
        return producers.size();
    }

    /** How many numbers below each producer's highest were not used. */
    long missing() {
        return producers.values().stream().mapToLong(used -> used.highest - used.count).sum();
    }
}
