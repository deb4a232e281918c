package com.sanocrm.messaging.mail;

import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What marks a text as promotion, in English and Arabic. It errs towards refusing: who writes for
 * the service can say it in other words, and what sells belongs into a promotional mail.
 */
public final class Promotion {
    private static final String CURRENCY =
            "(?:\\$|€|£|%|٪|aed|usd|eur|gbp|dhs?|dirhams?|dollars?|euros?|percent|درهم|دراهم|دولار|يورو|بالمئة|بالمائه)";

    private Promotion() {}

    /** A kind of mark; what a reviewer is told. */
    public enum Mark {
        /** An address to go to, other than the button. */
        LINK(
                "https?:|www\\.|\\S@\\S|\\b[\\p{L}\\p{N}-]+\\.(?:com|net|org|info|shop|store|io|co|ae|us|uk|eu|de)\\b"),
        /** What something costs or saves. */
        PRICE("\\p{N} ?" + plain(CURRENCY) + "|" + plain(CURRENCY) + " ?\\p{N}"),
        /** An advantage held out. */
        OFFER(
                words(
                        "offers?|discount(?:s|ed)?|sales?|deals?|coupons?|vouchers?|promo(?:s|tions?|tional)?"
                                + "|free|bargains?|gifts?|bonus(?:es)?|cashback|prizes?|wins?|winners?|rewards?|save|savings"
                                + "|cheap(?:er|est)?|exclusive(?:ly)?|limited[- ]time|last chance|special price|half price"
                                + "|(?:ال|و|ب|ل|لل)*(?:خصم|خصومات|عرض|عروض|تخفيض|تخفيضات|تنزيلات|كوبون|قسيمه|مجانا|مجاني|مجانيه"
                                + "|هديه|هدايا|جائزه|جوائز|حصري|حصريه|مكافاه|مكافات|وفر|وفروا|توفير)")),
        /** An invitation to buy or to take part. */
        INVITATION(
                words(
                        "buy|shop|shopping|order (?:now|today)|book (?:now|today)|upgrade|sign up|subscribe"
                                + "|try our|discover|refer a friend|recommend us|follow us|our (?:new|other) (?:services?|products?)"
                                + "|(?:ال|و|ف)*(?:اشتر|اشتري|اشتروا|تسوق|تسوقوا|اطلب الان|احجز الان|اشترك|اشتركوا|جرب|جربوا|اكتشف|اكتشفوا|تابعنا|تابعونا)")),
        /** Letters of another script, or ones that cannot be seen, by which a word could hide. */
        DISGUISE("[\\p{Cf}\\p{Co}\\p{Cn}]|[\\p{L}&&[^\\p{IsLatin}\\p{IsArabic}]]");

        private final Pattern pattern;

        Mark(String pattern) {
            this.pattern = Pattern.compile(pattern);
        }

        private static String words(String alternatives) {
            return "(?<!\\p{L})(?:" + plain(alternatives) + ")(?!\\p{L})";
        }
    }

    public static boolean isIn(String text) {
        return !marksIn(text).isEmpty();
    }

    public static Set<Mark> marksIn(String text) {
        String plain = plain(text);
        var found = EnumSet.noneOf(Mark.class);
        for (Mark mark : Mark.values()) {
            if (mark.pattern.matcher(plain).find()) {
                found.add(mark);
            }
        }
        return found;
    }

    /* One spelling: compatibility forms, case, accents, Arabic vowel signs, stretches and variants. */
    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("[\\p{Mn}\u0640]", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\u0622\u0623\u0625\u0671]", "\u0627")
                .replace('\u0629', '\u0647')
                .replace('\u0649', '\u064A')
                .replaceAll("[\\s\\p{Z}]+", " ");
    }
}
