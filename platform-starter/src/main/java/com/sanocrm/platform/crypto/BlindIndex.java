package com.sanocrm.platform.crypto;

import com.google.crypto.tink.Mac;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/** A keyed hash (HMAC-SHA-256) by which a value can be looked up without being stored. */
public final class BlindIndex {
    private final Mac mac;

    public BlindIndex(Mac mac) {
        this.mac = mac;
    }

    /** The hash of a value that the caller has normalised; Base64url without padding. */
    public String of(String value) {
        return of(value.getBytes(StandardCharsets.UTF_8));
    }

    public String of(byte[] value) {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.computeMac(value));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("HMAC failed", impossible);
        }
    }
}
