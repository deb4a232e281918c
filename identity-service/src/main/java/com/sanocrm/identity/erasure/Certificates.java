package com.sanocrm.identity.erasure;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.PublicKeySign;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.signature.Ed25519Parameters;
import com.google.crypto.tink.signature.Ed25519PrivateKey;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.platform.PlatformSettings;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.crypto.Keysets;
import com.sanocrm.transparency.CanonicalJson;
import com.sanocrm.transparency.SignedNote;
import com.sanocrm.transparency.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Signs certificates of erasure: a C2SP signed note of two lines, the name of the key and what was
 * done as canonical JSON (RFC 8785). Its SHA-256 goes to the audit log.
 */
@Component
class Certificates implements Erasure.Notary {
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final PublicKeySign signer;
    private final VerificationKey key;
    private final AuditRecords records;

    @AccessesPartialKey
    Certificates(Keysets keysets, PlatformSettings settings, AuditRecords records)
            throws GeneralSecurityException {
        KeysetHandle keyset = keysets.handle("certificate");
        if (!(keyset.getPrimary().getKey() instanceof Ed25519PrivateKey primary)
                || primary.getParameters().getVariant() != Ed25519Parameters.Variant.NO_PREFIX) {
            throw new IllegalStateException("the keyset certificate is not a raw Ed25519 key");
        }
        String host = Objects.requireNonNull(settings.publicUrl().getHost(), "SANO_PUBLIC_URL");
        this.signer = keyset.getPrimitive(RegistryConfiguration.get(), PublicKeySign.class);
        this.key =
                VerificationKey.ed25519(
                        host + "/identity/erasures",
                        primary.getPublicKey().getPublicKeyBytes().toByteArray());
        this.records = records;
    }

    /** By which a certificate is checked: {@code ./sano verify certificate FILE --key VKEY}. */
    String verificationKey() {
        return key.toString();
    }

    @Override
    public Erasure.Certificate certify(Erasure completed) {
        String text = key.name() + "\n" + CanonicalJson.write(says(completed)) + "\n";
        String note = SignedNote.sign(text, key, this::signature).toString();
        return new Erasure.Certificate(note, digest(note));
    }

    /** The note's digest is in the log for ever: another certificate cannot take its place. */
    @Override
    public AuditRecorded record(Erasure completed, Erasure.Certificate certificate) {
        return records.bySystem(
                "erasure.certify",
                new Target(
                        null,
                        completed.accountId(),
                        "erasure-certificate",
                        "sha256:" + certificate.digest()));
    }

    private static Map<String, Object> says(Erasure erasure) {
        var members = new LinkedHashMap<String, Object>();
        members.put("erasureId", erasure.id().value());
        members.put("accountId", erasure.accountId().value());
        put(members, "requestedAt", erasure.requestedAt());
        put(members, "keysDestroyedAt", erasure.keysDestroyedAt());
        put(members, "completedAt", erasure.completedAt());
        erasure.services()
                .forEach(
                        (service, progress) -> {
                            String about = "service." + service + ".";
                            put(members, about + "keysDestroyedAt", progress.keysDestroyedAt());
                            put(members, about + "completedAt", progress.completedAt());
                            members.put(about + "records", progress.records());
                        });
        for (Erasure.Kept kept : erasure.kept()) {
            String about = "kept." + kept.dataClass() + ".";
            members.put(about + "service", kept.service());
            members.put(about + "law", kept.law());
            if (kept.until() != null) {
                members.put(about + "until", kept.until().toString());
            }
        }
        return members;
    }

    private static void put(Map<String, Object> members, String name, @Nullable Instant time) {
        if (time != null) {
            members.put(name, MILLISECONDS.format(time));
        }
    }

    private byte[] signature(byte[] text) {
        try {
            return signer.sign(text);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Ed25519 refuses to sign", impossible);
        }
    }

    private static String digest(String note) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(note.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
