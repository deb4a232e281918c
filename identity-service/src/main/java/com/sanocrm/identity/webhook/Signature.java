package com.sanocrm.identity.webhook;

import com.sanocrm.platform.crypto.Sensitive;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The symmetric signature of Standard Webhooks 1.0: {@code v1,} and the HMAC-SHA256 of {@code
 * id.timestamp.body}, one for each secret that holds, so that a receiver changes its secret without
 * refusing anything.
 */
final class Signature {
    private static final String PREFIX = "whsec_";
    /* The specification asks for 24 to 64. */
    private static final int SECRET_BYTES = 32;

    private Signature() {}

    static Sensitive newSecret(SecureRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new Sensitive(PREFIX + Base64.getEncoder().encodeToString(secret));
    }

    /** The value of {@code webhook-signature}. */
    static String of(String id, Instant time, String body, List<Sensitive> secrets) {
        byte[] signed =
                (id + "." + time.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8);
        return secrets.stream()
                .map(secret -> "v1," + Base64.getEncoder().encodeToString(mac(secret, signed)))
                .collect(Collectors.joining(" "));
    }

    private static byte[] mac(Sensitive secret, byte[] signed) {
        byte[] key = Base64.getDecoder().decode(secret.reveal().substring(PREFIX.length()));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(signed);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("there is no HMAC-SHA256", impossible);
        }
    }
}
