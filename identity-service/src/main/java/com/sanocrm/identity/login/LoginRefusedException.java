package com.sanocrm.identity.login;

/** Keycloak will not have it, now or later, until somebody changes a setting. */
public final class LoginRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LoginRefusedException(String reason) {
        super(reason, null, false, false);
    }
}
