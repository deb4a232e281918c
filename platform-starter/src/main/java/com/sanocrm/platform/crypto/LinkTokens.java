package com.sanocrm.platform.crypto;

import com.google.crypto.tink.Aead;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;

/**
 * Tokens for links in mails: opaque, authenticated with 128 bits (AES-256-GCM), each good for one
 * use only, such as {@code unsubscribe}.
 */
public final class LinkTokens {
    private static final int MAX_LENGTH = 512;

    private final Aead key;
    private final byte[] use;

    public LinkTokens(Aead key, String use) {
        this.key = key;
        this.use = use.getBytes(StandardCharsets.UTF_8);
    }

    public String issue(String content) {
        try {
            return encoded(key.encrypt(content.getBytes(StandardCharsets.UTF_8), use));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM failed", impossible);
        }
    }

    /** What the token holds; empty for a forged, altered or foreign one. */
    public Optional<String> open(String token) {
        if (token.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(token);
            if (!encoded(sealed).equals(token)) {
                /* Base64 has several spellings of the same bytes; ours is one. */
                return Optional.empty();
            }
            byte[] content = key.decrypt(sealed, use);
            return Optional.of(new String(content, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException forged) {
            return Optional.empty();
        }
    }

    private static String encoded(byte[] sealed) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }
}
