package com.sanocrm.stack.secret;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.daead.AesSivParameters;
import com.google.crypto.tink.daead.DeterministicAeadConfig;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.hybrid.HybridConfig;
import com.google.crypto.tink.mac.MacConfig;
import com.google.crypto.tink.mac.PredefinedMacParameters;
import com.google.crypto.tink.signature.Ed25519Parameters;
import com.google.crypto.tink.signature.Ed25519PrivateKey;
import com.google.crypto.tink.signature.SignatureConfig;
import com.sanocrm.stack.place.Home;
import com.sanocrm.stack.place.Service;
import com.sanocrm.transparency.VerificationKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The services' keysets as cleartext Tink JSON, which is for one machine only: in production the
 * same keys come wrapped by a key management system.
 */
final class Keysets {
    /** By which {@code ./sano verify receipt} checks what this stack's consent-service signed. */
    static final Path RECEIPT_KEY = Path.of("consent", "receipt.vkey");

    /** By which {@code ./sano verify log} and {@code accounting} check its audit-service's. */
    static final Path LOG_KEY = Path.of("audit", "checkpoint.vkey");

    /** By which {@code ./sano verify certificate} checks its identity-service's. */
    static final Path CERTIFICATE_KEY = Path.of("identity", "certificate.vkey");

    private Keysets() {}

    /** The files, relative to the directory of keys, that a complete first start leaves. */
    static List<Path> expected() {
        return Stream.concat(
                        withStore()
                                .flatMap(
                                        service ->
                                                Stream.of(
                                                        file(service, "kek"),
                                                        file(service, "blind-index"),
                                                        file(service, auditRecords(service)),
                                                        file(
                                                                Service.AUDIT,
                                                                auditRecords(service)))),
                        Stream.of(
                                file(Service.MESSAGING, "unsubscribe"),
                                file(Service.CONSENT, "unsubscribe"),
                                file(Service.MESSAGING, "parent-link"),
                                file(Service.IDENTITY, "parent-link"),
                                file(Service.MESSAGING, "email-link"),
                                file(Service.IDENTITY, "email-link"),
                                file(Service.MESSAGING, "reply"),
                                file(Service.MESSAGING, "contact-private"),
                                file(Service.IDENTITY, "contact-public"),
                                file(Service.CONSENT, "contact-public"),
                                file(Service.CONSENT, "receipt"),
                                file(Service.IDENTITY, "certificate"),
                                file(Service.AUDIT, "checkpoint")))
                .distinct()
                .toList();
    }

    private static Stream<Service> withStore() {
        return Arrays.stream(Service.values()).filter(Service::hasStore);
    }

    /** By which audit-service knows whose records are whose. */
    private static String auditRecords(Service service) {
        return "audit-records-" + service.module();
    }

    static void create(Path directory) throws IOException {
        try {
            AeadConfig.register();
            DeterministicAeadConfig.register();
            MacConfig.register();
            HybridConfig.register();
            SignatureConfig.register();
            for (Service service : withStore().toList()) {
                Home.ownerOnly(directory.resolve(service.shortName()));
                write(directory, service, "kek", aead());
                write(
                        directory,
                        service,
                        "blind-index",
                        fresh(PredefinedMacParameters.HMAC_SHA256_256BITTAG));
            }
            for (Service service : withStore().toList()) {
                KeysetHandle records = fresh(PredefinedMacParameters.HMAC_SHA256_256BITTAG);
                write(directory, service, auditRecords(service), records);
                write(directory, Service.AUDIT, auditRecords(service), records);
            }
            KeysetHandle unsubscribe = aead();
            write(directory, Service.MESSAGING, "unsubscribe", unsubscribe);
            write(directory, Service.CONSENT, "unsubscribe", unsubscribe);
            KeysetHandle parentLink = aead();
            write(directory, Service.MESSAGING, "parent-link", parentLink);
            write(directory, Service.IDENTITY, "parent-link", parentLink);
            KeysetHandle emailLink = aead();
            write(directory, Service.MESSAGING, "email-link", emailLink);
            write(directory, Service.IDENTITY, "email-link", emailLink);
            write(directory, Service.MESSAGING, "reply", fresh(siv()));
            KeysetHandle contact = fresh(hpke());
            write(directory, Service.MESSAGING, "contact-private", contact);
            write(directory, Service.IDENTITY, "contact-public", contact.getPublicKeysetHandle());
            write(directory, Service.CONSENT, "contact-public", contact.getPublicKeysetHandle());
            KeysetHandle receipt = ed25519();
            write(directory, Service.CONSENT, "receipt", receipt);
            PrivateFile.write(
                    directory.resolve(RECEIPT_KEY),
                    verificationKey("localhost/consent/receipts", receipt));
            KeysetHandle checkpoint = ed25519();
            write(directory, Service.AUDIT, "checkpoint", checkpoint);
            PrivateFile.write(
                    directory.resolve(LOG_KEY),
                    verificationKey("localhost/audit/platform", checkpoint));
            KeysetHandle certificate = ed25519();
            write(directory, Service.IDENTITY, "certificate", certificate);
            PrivateFile.write(
                    directory.resolve(CERTIFICATE_KEY),
                    verificationKey("localhost/identity/erasures", certificate));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink made no keys", e);
        }
    }

    /** As its service names it where the public address is this machine's. */
    @AccessesPartialKey
    private static String verificationKey(String name, KeysetHandle keys) {
        var key = (Ed25519PrivateKey) keys.getPrimary().getKey();
        return VerificationKey.ed25519(name, key.getPublicKey().getPublicKeyBytes().toByteArray())
                .toString();
    }

    /** Without Tink's prefix: whoever has the public key can verify, with any library. */
    private static KeysetHandle ed25519() throws GeneralSecurityException {
        return fresh(Ed25519Parameters.create(Ed25519Parameters.Variant.NO_PREFIX));
    }

    private static KeysetHandle aead() throws GeneralSecurityException {
        return fresh(PredefinedAeadParameters.AES256_GCM);
    }

    /** Without Tink's prefix: its tokens must fit into the local part of a mail address. */
    private static Parameters siv() throws GeneralSecurityException {
        return AesSivParameters.builder()
                .setKeySizeBytes(64)
                .setVariant(AesSivParameters.Variant.NO_PREFIX)
                .build();
    }

    private static Parameters hpke() throws GeneralSecurityException {
        return HpkeParameters.builder()
                .setKemId(HpkeParameters.KemId.DHKEM_X25519_HKDF_SHA256)
                .setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
                .setAeadId(HpkeParameters.AeadId.AES_256_GCM)
                .setVariant(HpkeParameters.Variant.TINK)
                .build();
    }

    private static KeysetHandle fresh(Parameters parameters) throws GeneralSecurityException {
        return KeysetHandle.generateNew(parameters, RegistryConfiguration.get());
    }

    private static void write(Path directory, Service owner, String name, KeysetHandle keys)
            throws GeneralSecurityException, IOException {
        PrivateFile.write(
                directory.resolve(file(owner, name)),
                TinkJsonProtoKeysetFormat.serializeKeyset(
                        keys, RegistryConfiguration.get(), InsecureSecretKeyAccess.get()));
    }

    private static Path file(Service owner, String name) {
        return Path.of(owner.shortName(), name + ".json");
    }
}
