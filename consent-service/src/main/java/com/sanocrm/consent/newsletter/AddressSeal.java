package com.sanocrm.consent.newsletter;

import com.google.crypto.tink.HybridEncrypt;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.crypto.Keysets;
import com.sanocrm.platform.crypto.Sensitive;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import org.springframework.stereotype.Component;

/** Seals an address (HPKE, RFC 9180) so that only messaging-service can open it; we cannot. */
@Component
class AddressSeal {
    private final HybridEncrypt seal;

    AddressSeal(Keysets keysets) {
        this.seal = keysets.sealing("contact-public");
    }

    String seal(AccountId subscriber, Sensitive email) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            seal.encrypt(
                                    email.reveal().getBytes(StandardCharsets.UTF_8),
                                    subscriber.value().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("HPKE failed", impossible);
        }
    }
}
