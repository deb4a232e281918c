package com.sanocrm.mongodb;

import org.jspecify.annotations.Nullable;

/** The file of the store cannot be used; the message says why and what to do. */
public final class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StoreUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
