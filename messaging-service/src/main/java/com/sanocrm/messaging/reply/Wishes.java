package com.sanocrm.messaging.reply;

import com.sanocrm.contracts.Purpose;
import com.sanocrm.messaging.reply.Wish.Doubt;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Understands an answer to a mail. It does by itself only what is certain: the words ask that mails
 * stop, nothing in them says otherwise, and it is clear which mails. All else is for a person, so
 * that nobody's wish is guessed and none is lost.
 */
final class Wishes {
    /* What a mail program sends by the List-Unsubscribe header of our mails. */
    static final String OUR_SUBJECT = "unsubscribe";
    private static final Pattern CLAUSE =
            Pattern.compile(
                    "[.!?;:,\\n\u061F\u060C\u061B\u2026\u2013\u2014]+| - |\\b(?:but|however|though|although)\\b|(?<!\\p{L})(?:لكن|ولكن)(?!\\p{L})");
    private static final Pattern EDGES = Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$");
    private static final Pattern NEWSLETTER =
            Pattern.compile("\\bnews ?letters?\\b|\\bnews\\b|\\bdigests?\\b|نشر(?:ه|ات|تكم)");
    private static final Pattern PROMOTION =
            Pattern.compile(
                    "\\b(?:promo(?:s|tions?|tional)?|marketing|advert\\w*|ads?|offers?|deals?|campaigns?|commercial)\\b"
                            + "|عروض|عرض|اعلان|ترويج|تسويق|دعاي|دعائ");
    private static final Pattern EVERYTHING =
            Pattern.compile(
                    "\\b(?:all|any(?! (?:more|longer|further))|every|everything|anything|both|entirely|completely|whatsoever|forever|nothing|from you)\\b"
                            + "|(?<!\\p{L})(?:ال|ب|و|من )*(?:كل|جميع|كافه|اي|نهاييا|تماما|كليا|ابدا)(?!\\p{L})");
    private static final Pattern MAIL = Pattern.compile("\\be?mails?\\b|\\bspam\\b|رسايل|ايميل");
    private static final Set<Purpose> ALL_MAILS =
            Set.of(Purpose.PROMOTIONAL_EMAIL, Purpose.NEWSLETTER);

    private Wishes() {}

    /**
     * @param subject of the answer
     * @param words the person's own, without what they quote
     * @param answered what the mail was for that is answered
     */
    static Wish understand(String subject, String words, Purpose answered) {
        String plain = EDGES.matcher(Spelling.plain(words)).replaceAll("");
        boolean asked = Spelling.plain(subject).strip().equals(OUR_SUBJECT);
        if (plain.isEmpty()) {
            return asked || isStopAlone(subject)
                    ? scoped("", "", answered)
                    : new Wish.Unclear(Doubt.EMPTY, suggested("", answered));
        }
        List<String> clauses = clauses(plain);
        List<String> asking = clauses.stream().filter(Wishes::isStop).toList();
        boolean alone =
                isStopAlone(words)
                        || (clauses.stream().anyMatch(Phrasing.STOP_ALONE::isIn)
                                && MAIL.matcher(plain).find());
        if (!asked && asking.isEmpty() && !alone) {
            return new Wish.Unclear(Doubt.NO_REQUEST, suggested(plain, answered));
        }
        for (var contrary :
                List.of(
                        new Contrary(Phrasing.GO_ON, Doubt.MIXED),
                        new Contrary(Phrasing.WANTS, Doubt.MIXED),
                        new Contrary(Phrasing.ANOTHER_PERSON, Doubt.ANOTHER_PERSON),
                        new Contrary(Phrasing.OTHER_REQUEST, Doubt.OTHER_REQUEST),
                        new Contrary(Phrasing.CONDITION, Doubt.CONDITION))) {
            if (clauses.stream().anyMatch(contrary.phrasing()::isIn)) {
                /* What shall stop, not what shall go on. */
                Set<Purpose> stopping = named(String.join("\n", asking));
                return new Wish.Unclear(
                        contrary.doubt(),
                        stopping.isEmpty() ? suggested(plain, answered) : stopping);
            }
        }
        return scoped(plain, String.join("\n", asking), answered);
    }

    private static boolean isStop(String clause) {
        return Phrasing.STOP.isIn(clause)
                && !Phrasing.TELLS.isIn(clause)
                && !Phrasing.GO_ON.isIn(clause);
    }

    private record Contrary(Phrasing phrasing, Doubt doubt) {}

    private static boolean isStopAlone(String text) {
        String plain = Spelling.plain(text).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
        return Phrasing.STOP_ALONE.isIn(plain) || plain.equals("الغا الاشتراك");
    }

    private static List<String> clauses(String plain) {
        return Arrays.stream(CLAUSE.split(plain))
                .map(one -> EDGES.matcher(one).replaceAll(""))
                .filter(one -> !one.isEmpty())
                .toList();
    }

    private static Wish scoped(String plain, String asking, Purpose answered) {
        boolean optional = answered.kind() != Purpose.Kind.ESSENTIAL;
        Set<Purpose> named = named(plain);
        if (EVERYTHING.matcher(asking).find() && named.size() != 1) {
            var everything = EnumSet.copyOf(ALL_MAILS);
            if (optional) {
                everything.add(answered);
            }
            return new Wish.OptOut(everything);
        }
        if (named.isEmpty()) {
            return optional
                    ? new Wish.OptOut(Set.of(answered))
                    : new Wish.Unclear(Doubt.CARE_MAIL, ALL_MAILS);
        }
        return optional && !named.contains(answered)
                ? new Wish.Unclear(Doubt.WHICH_MAILS, suggested(plain, answered))
                : new Wish.OptOut(named);
    }

    private static Set<Purpose> named(String plain) {
        var named = EnumSet.noneOf(Purpose.class);
        if (NEWSLETTER.matcher(plain).find()) {
            named.add(Purpose.NEWSLETTER);
        }
        if (PROMOTION.matcher(plain).find()) {
            named.add(Purpose.PROMOTIONAL_EMAIL);
        }
        return named;
    }

    private static Set<Purpose> suggested(String plain, Purpose answered) {
        Set<Purpose> named = named(plain);
        if (!named.isEmpty()) {
            return named;
        }
        return answered.kind() == Purpose.Kind.ESSENTIAL ? ALL_MAILS : Set.of(answered);
    }
}
