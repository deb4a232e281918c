package com.sanocrm.consent.choice;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.PublicKeySign;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.signature.Ed25519Parameters;
import com.google.crypto.tink.signature.Ed25519PrivateKey;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.PlatformSettings;
import com.sanocrm.platform.crypto.Keysets;
import com.sanocrm.platform.json.WireJson;
import com.sanocrm.transparency.CanonicalJson;
import com.sanocrm.transparency.SignedNote;
import com.sanocrm.transparency.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Signs a receipt for each choice when it is recorded: a C2SP signed note of two lines, the name of
 * the key and the choice as canonical JSON (RFC 8785). Each names the SHA-256 of the one before it,
 * so that none can be taken away or put in between later.
 */
@Component
class Receipts {
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final PublicKeySign signer;
    private final VerificationKey key;

    @AccessesPartialKey
    Receipts(Keysets keysets, PlatformSettings settings) throws GeneralSecurityException {
        KeysetHandle keyset = keysets.handle("receipt");
        if (!(keyset.getPrimary().getKey() instanceof Ed25519PrivateKey primary)
                || primary.getParameters().getVariant() != Ed25519Parameters.Variant.NO_PREFIX) {
            throw new IllegalStateException("the keyset receipt is not a raw Ed25519 key");
        }
        String host = Objects.requireNonNull(settings.publicUrl().getHost(), "SANO_PUBLIC_URL");
        this.signer = keyset.getPrimitive(RegistryConfiguration.get(), PublicKeySign.class);
        this.key =
                VerificationKey.ed25519(
                        host + "/consent/receipts",
                        primary.getPublicKey().getPublicKeyBytes().toByteArray());
    }

    /** By which a receipt is checked: {@code ./sano verify receipt FILE --key VKEY}. */
    String verificationKey() {
        return key.toString();
    }

    String sign(AccountId accountId, RecordedChoice choice, @Nullable String previous) {
        String text =
                key.name() + "\n" + CanonicalJson.write(says(accountId, choice, previous)) + "\n";
        return SignedNote.sign(text, key, this::signature).toString();
    }

    private static Map<String, Object> says(
            AccountId accountId, RecordedChoice choice, @Nullable String previous) {
        var members = new LinkedHashMap<String, Object>();
        members.put("accountId", accountId.value());
        members.put("number", choice.number());
        members.put("purpose", choice.purpose().wireName());
        members.put("decision", choice.decision().wireName());
        members.put("at", MILLISECONDS.format(choice.at()));
        members.put("recordedAt", MILLISECONDS.format(choice.recordedAt()));
        members.put("evidenceId", choice.evidence().id());
        members.put("channel", choice.evidence().channel().wireName());
        members.put("policyVersion", choice.shown().policyVersion());
        put(members, "medium", name(choice.evidence().medium()));
        put(members, "actorId", Objects.toString(choice.evidence().actorId(), null));
        put(members, "reference", choice.evidence().reference());
        put(members, "language", choice.shown().language());
        put(members, "wordingHash", choice.shown().wordingHash());
        put(members, "previous", previous == null ? null : digest(previous));
        return members;
    }

    private static @Nullable String name(@Nullable Medium medium) {
        return medium == null ? null : WireJson.wireName(medium);
    }

    private static void put(Map<String, Object> members, String name, @Nullable String value) {
        if (value != null) {
            members.put(name, value);
        }
    }

    private byte[] signature(byte[] text) {
        try {
            return signer.sign(text);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Ed25519 refuses to sign", impossible);
        }
    }

    private static String digest(String receipt) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(receipt.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
