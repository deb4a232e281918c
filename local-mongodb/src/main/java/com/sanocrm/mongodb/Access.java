package com.sanocrm.mongodb;

import org.jspecify.annotations.Nullable;

/** One command's way to the files. What it opened is closed with it. */
sealed interface Access extends AutoCloseable permits Reading, Writing {
    byte @Nullable [] get(byte[] key);

    /** Entries of the interval, in the order of their keys or against it. */
    Entries entries(Interval interval, boolean reverse);

    @Override
    void close();
}
