package com.sanocrm.mongodb;

import java.util.List;

/** Closes what has no checked failure. */
final class Closing {
    private Closing() {}

    static void all(List<? extends AutoCloseable> opened) {
        for (AutoCloseable one : opened) {
            try {
                one.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
