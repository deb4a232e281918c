package com.sanocrm.mongodb;

import java.util.List;

/** Closes all, whatever fails. */
final class Closing {
    private Closing() {}

    static void all(List<? extends AutoCloseable> opened) {
        IllegalStateException failure = null;
        for (AutoCloseable one : opened) {
            try {
                one.close();
            } catch (Exception e) {
                if (failure == null) {
                    failure = new IllegalStateException(e);
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
