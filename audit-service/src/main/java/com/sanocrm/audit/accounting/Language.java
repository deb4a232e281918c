package com.sanocrm.audit.accounting;

import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** The languages in which an accounting can be read. */
enum Language {
    EN,
    AR;

    /**
     * The one that a reader's {@code Accept-Language} prefers; English for what is no such list.
     */
    static Language preferredIn(@Nullable String acceptLanguage) {
        if (acceptLanguage == null) {
            return EN;
        }
        try {
            Locale best =
                    Locale.lookup(
                            Locale.LanguageRange.parse(acceptLanguage),
                            List.of(EN.locale(), AR.locale()));
            return AR.locale().equals(best) ? AR : EN;
        } catch (IllegalArgumentException noList) {
            return EN;
        }
    }

    Locale locale() {
        return Locale.of(name().toLowerCase(Locale.ROOT));
    }

    boolean isRightToLeft() {
        return this == AR;
    }

    /** The text of that key. */
    String text(String key) {
        return bundle().getString(key);
    }

    /** The word for a value of the log; the value itself when this release has no word for it. */
    String word(String kind, String value) {
        try {
            return bundle().getString(kind + "." + value);
        } catch (MissingResourceException newer) {
            return value;
        }
    }

    private ResourceBundle bundle() {
        return ResourceBundle.getBundle(
                "accounting." + name().toLowerCase(Locale.ROOT), Locale.ROOT);
    }
}
