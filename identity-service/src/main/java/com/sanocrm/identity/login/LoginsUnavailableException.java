package com.sanocrm.identity.login;

/** Keycloak is away; what was asked for can be tried again later. */
public final class LoginsUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LoginsUnavailableException(String reason) {
        super(reason, null, false, false);
    }
}
