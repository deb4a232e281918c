package com.sanocrm.messaging.reply;

import java.text.Normalizer;
import java.util.Locale;

/** Makes of the many ways to write a text one, in English and Arabic. */
final class Spelling {
    private Spelling() {}

    /**
     * Without capital letters, accents, vowel signs, stretched letters, variants of alef, hamza and
     * final letters, and without anything that cannot be seen; apostrophes fall, so that "don't" is
     * "dont". Lines and marks between sentences stay.
     */
    static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("[\\p{Mn}\\p{Cf}\u0640\u0621'\u2018\u2019\u02BC`\u00B4]", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\u0622\u0623\u0625\u0671]", "\u0627")
                .replace('\u0629', '\u0647')
                .replace('\u0649', '\u064A')
                .replace('\u0624', '\u0648')
                .replace('\u0626', '\u064A')
                .replaceAll("\\be[-\u2010\u2011 ](?=mail)", "e")
                .replaceAll("\\bun[-\u2010\u2011 ](?=subscri)", "un")
                .replaceAll("[^\\S\\n]+", " ");
    }

    /** Whether most of its letters are Arabic ones. */
    static boolean isArabic(String text) {
        long arabic =
                text.codePoints()
                        .filter(
                                one ->
                                        Character.UnicodeScript.of(one)
                                                == Character.UnicodeScript.ARABIC)
                        .count();
        return arabic * 2 > text.codePoints().filter(Character::isLetter).count();
    }
}
