package com.sanocrm.messaging.mail;

import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * What may stand in a transactional mail besides fixed words. None of them has room for a sentence,
 * a link or anything about somebody's health.
 */
public sealed interface Fact {
    /** The placeholder, as in <code>{date}</code>. */
    String name();

    /** In the words of that language. */
    String in(Phrases phrases);

    /** A date, as in 2026-11-23. */
    record Day(String name, LocalDate day) implements Fact {
        @Override
        public String in(Phrases phrases) {
            return day.toString();
        }
    }

    /** A number of an order, a case or a version: capitals, digits, dots and hyphens. */
    record Reference(String name, String value) implements Fact {
        public static final String PATTERN = "[A-Z0-9](?:[A-Z0-9.-]{0,30}[A-Z0-9])?";
        private static final Pattern SHAPE = Pattern.compile(PATTERN);

        public Reference {
            if (!SHAPE.matcher(value).matches()) {
                throw new IllegalArgumentException("not a reference");
            }
        }

        @Override
        public String in(Phrases phrases) {
            return value;
        }
    }

    /**
     * Words of ours.
     *
     * @param phrase names them
     */
    record Words(String name, String phrase) implements Fact {
        @Override
        public String in(Phrases phrases) {
            return phrases.get(phrase);
        }
    }
}
