package com.sanocrm.mongodb;

/** The file of the store cannot be used; the message says why and what to do. */
public final class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
