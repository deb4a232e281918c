package com.sanocrm.identity.child;

import com.google.crypto.tink.HybridEncrypt;
import com.sanocrm.contracts.id.ChildCaseId;
import com.sanocrm.platform.crypto.Keysets;
import com.sanocrm.platform.crypto.LinkTokens;
import com.sanocrm.platform.crypto.Sensitive;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The links of mails to parents: messaging-service, which alone can open the address, makes their
 * tokens, {@code <caseId> <epoch milliseconds of the question>}, and we open them.
 */
@Component
class ParentLinks {
    private static final String USE = "parent-verification";

    private final HybridEncrypt seal;
    private final LinkTokens tokens;

    ParentLinks(Keysets keysets) {
        this.seal = keysets.sealing("contact-public");
        this.tokens = new LinkTokens(keysets.aead("parent-link"), USE);
    }

    record Link(ChildCaseId caseId, Instant askedAt) {}

    String seal(ChildCaseId id, Sensitive email) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            seal.encrypt(
                                    email.reveal().getBytes(StandardCharsets.UTF_8),
                                    id.value().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("HPKE failed", impossible);
        }
    }

    /** Empty for a forged, altered or foreign one. */
    Optional<Link> open(String token) {
        return tokens.open(token).flatMap(ParentLinks::parse);
    }

    private static Optional<Link> parse(String content) {
        String[] parts = content.split(" ", -1);
        if (parts.length != 2) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Link(
                            new ChildCaseId(parts[0]),
                            Instant.ofEpochMilli(Long.parseLong(parts[1]))));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
