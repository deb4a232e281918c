package com.sanocrm.platform.crypto;

import com.sanocrm.contracts.id.AccountId;
import java.nio.charset.StandardCharsets;

/**
 * Where an encrypted field stands. It is the associated data of the encryption, so that bytes moved
 * to another place, person or tenant cannot be deciphered.
 *
 * @param tenant the partner's id, or {@code platform}
 * @param patient whose data key it is under
 */
public record FieldContext(
        String tenant, AccountId patient, String collection, String document, String field) {
    public static final String PLATFORM = "platform";

    byte[] associatedData() {
        return String.join("|", tenant, patient.value(), collection, document, field)
                .getBytes(StandardCharsets.UTF_8);
    }
}
