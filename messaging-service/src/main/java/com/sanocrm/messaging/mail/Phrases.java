package com.sanocrm.messaging.mail;

import java.util.Locale;
import java.util.ResourceBundle;

/** Our own sentences, in English or Arabic. */
public final class Phrases {
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final ResourceBundle texts;

    private Phrases(ResourceBundle texts) {
        this.texts = texts;
    }

    /** English for a language that we do not have. */
    public static Phrases in(Locale language) {
        return new Phrases(ResourceBundle.getBundle("mail.phrases", language, NO_FALLBACK));
    }

    public String get(String name) {
        return texts.getString(name);
    }
}
