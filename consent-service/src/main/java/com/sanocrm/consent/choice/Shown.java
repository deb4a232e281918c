package com.sanocrm.consent.choice;

import org.jspecify.annotations.Nullable;

/**
 * What the person was shown when choosing.
 *
 * @param policyVersion in force then
 * @param language BCP 47, of the words; null where none were shown, as with a browser's signal
 * @param wordingHash SHA-256 of the words that stood at the box, in hexadecimal digits
 */
public record Shown(String policyVersion, @Nullable String language, @Nullable String wordingHash) {

    /** No words of ours. */
    static Shown nothing(String policyVersion) {
        return new Shown(policyVersion, null, null);
    }
}
