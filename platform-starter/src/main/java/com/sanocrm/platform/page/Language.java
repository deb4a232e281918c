package com.sanocrm.platform.page;

import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;

/** The languages of our pages. */
public enum Language {
    EN("en", "ltr"),
    AR("ar", "rtl");

    private final String code;
    private final String direction;

    Language(String code, String direction) {
        this.code = code;
        this.direction = direction;
    }

    public String code() {
        return code;
    }

    String direction() {
        return direction;
    }

    /** The first of the reader's languages that we have; English if none. */
    public static Language of(Enumeration<Locale> accepted) {
        for (Locale locale : Collections.list(accepted)) {
            for (Language language : values()) {
                if (language.code.equals(locale.getLanguage())) {
                    return language;
                }
            }
        }
        return EN;
    }
}
