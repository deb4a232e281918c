package com.sanocrm.consent.policy;

import com.sanocrm.contracts.Purpose;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The words of a purpose's box, as they are shown to the person who ticks it.
 *
 * @param catalogueVersion of the catalogue that has them
 */
public record Wording(String catalogueVersion, Purpose purpose, Language language, String text) {
    /** SHA-256 (FIPS 180-4) of the text in UTF-8, as 64 lower-case hexadecimal digits. */
    public String hash() {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
