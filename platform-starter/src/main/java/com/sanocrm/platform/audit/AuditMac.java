package com.sanocrm.platform.audit;

import com.google.crypto.tink.Mac;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * Shows which service made an audit record, which Kafka does not say: a message authentication code
 * (HMAC-SHA-256, RFC 2104) under a key that only this service and audit-service have, over the
 * producer's name, the record's number and its body.
 */
public final class AuditMac {
    private final Mac mac;

    /**
     * @param mac of {@link #keyset}
     */
    public AuditMac(Mac mac) {
        this.mac = mac;
    }

    /** The name of the service's keyset. */
    public static String keyset(String service) {
        return "audit-records-" + service;
    }

    /** Whether a process of the service may have that name. */
    public static boolean isProducerOf(String service, String producer) {
        return producer.startsWith(service + "/");
    }

    /** A name for this process, for ever. */
    public static String producer(String service, String process) {
        return service + "/" + process;
    }

    /** Base64url without padding. */
    public String of(String producer, long sequence, byte[] body) {
        try {
            byte[] code = mac.computeMac(input(producer, sequence, body));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(code);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("HMAC failed", impossible);
        }
    }

    /** Whether the service has made it for that record. */
    public boolean isOf(String code, String producer, long sequence, byte[] body) {
        try {
            mac.verifyMac(Base64.getUrlDecoder().decode(code), input(producer, sequence, body));
            return true;
        } catch (GeneralSecurityException | IllegalArgumentException forged) {
            return false;
        }
    }

    /** The name has its length before it, the number its eight bytes: no two records have one. */
    private static byte[] input(String producer, long sequence, byte[] body) {
        byte[] name = producer.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + name.length + Long.BYTES + body.length)
                .putInt(name.length)
                .put(name)
                .putLong(sequence)
                .put(body)
                .array();
    }
}
