package com.sanocrm.mongodb;

import java.util.Map;

/**
 * What the store may use.
 *
 * @param memoryBytes the memory of the whole process, of which the storage engine takes its part
 * @param reserveBytes with less than this free on the disk, writes are refused
 */
record StoreSettings(long memoryBytes, long reserveBytes) {
    private static final long MEBIBYTE = 1L << 20;
    private static final String MEMORY = "SANO_STORE_MEMORY_MIB";
    private static final String RESERVE = "SANO_STORE_RESERVE_MIB";
    private static final String MEMORY_DEFAULT = "512";
    private static final String RESERVE_DEFAULT = "256";

    static StoreSettings from(Map<String, String> environment) {
        return new StoreSettings(
                mebibytes(environment, MEMORY, MEMORY_DEFAULT),
                mebibytes(environment, RESERVE, RESERVE_DEFAULT));
    }

    private static long mebibytes(Map<String, String> environment, String name, String otherwise) {
        return Long.parseLong(environment.getOrDefault(name, otherwise)) * MEBIBYTE;
    }

    /** Blocks of files, with their indexes and filters. */
    long cacheBytes() {
        return memoryBytes / 4;
    }

    /** One of the two tables in memory; the journal is about as long. */
    long writeBufferBytes() {
        return memoryBytes / 32;
    }

    /** What a command may hold of changes, or of documents that it sorts. */
    long commandBytes() {
        return memoryBytes / 8;
    }
}
