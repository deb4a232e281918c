package com.sanocrm.messaging.people;

import com.google.crypto.tink.HybridDecrypt;
import com.sanocrm.platform.crypto.Keysets;
import com.sanocrm.platform.crypto.Sensitive;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import org.springframework.stereotype.Component;

/** Opens the addresses in events, which are sealed (HPKE) for this service alone. */
@Component
public class SealedAddresses {
    private final HybridDecrypt seal;

    SealedAddresses(Keysets keysets) {
        this.seal = keysets.unsealing("contact-private");
    }

    /**
     * @param sealed Base64
     * @param context the id for which it was sealed
     * @throws IllegalArgumentException if it was sealed for somebody or something else
     */
    public Sensitive open(String sealed, String context) {
        try {
            byte[] email =
                    seal.decrypt(
                            Base64.getDecoder().decode(sealed),
                            context.getBytes(StandardCharsets.UTF_8));
            return new Sensitive(new String(email, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException notForUs) {
            throw new IllegalArgumentException("an address that is not sealed for us");
        }
    }
}
