package com.sanocrm.messaging.reply;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a person wrote, without the mail that is quoted and the signature below. Our own mails say
 * how to unsubscribe, so a quoted one must never count as the person's words.
 */
final class OwnWords {
    private static final Pattern INTRODUCTION =
            Pattern.compile(
                    "^\\s*(?:On\\b.{4,300}\\bwrote:|Le\\b.{4,300}a écrit ?:|Am\\b.{4,300}schrieb.{0,200}:|El\\b.{4,300}escribió:"
                            + "|(?:في|بتاريخ|يوم)(?!\\p{L}).{4,300}كتبت?(?!\\p{L}).{0,200}:|كتبت? .{3,200}:|.{3,200} (?:wrote|كتب|كتبت) ?:)\\s*$");
    private static final Pattern START =
            Pattern.compile("^\\s*(?:On|Le|Am|El|في|بتاريخ|يوم) .*[0-9\u0660-\u0669].*");
    private static final Pattern ORIGINAL =
            Pattern.compile(
                    "(?i)^\\s*(?:-{2,}\\s*(?:original message|forwarded message|الرسالة الأصلية|رسالة معاد توجيهها).*|_{10,}\\s*|-{10,}\\s*)$");
    private static final Pattern HEADER =
            Pattern.compile(
                    "(?i)^\\s*\\*?(?:from|sent|date|to|subject|من|إلى|الى|تاريخ الإرسال|التاريخ|الموضوع)\\s*:.*");
    private static final Pattern DEVICE =
            Pattern.compile(
                    "(?i)^\\s*(?:sent (?:from|via) (?:my |the )?\\S+.{0,40}|get outlook for .{0,40}|أُ?رسلت? من .{0,60}|مرسل من .{0,60})$");

    private OwnWords() {}

    static String of(String text) {
        List<String> lines = text.lines().toList();
        List<String> own = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (endsHere(lines, i)) {
                break;
            }
            int introduction = introduction(lines, i);
            if (introduction > 0) {
                if (!isQuoted(lines, i + introduction)) {
                    break;
                }
                i += introduction - 1;
            } else if (!line.stripLeading().startsWith(">") && !DEVICE.matcher(line).matches()) {
                own.add(line.strip());
            }
        }
        return String.join("\n", own).strip();
    }

    private static boolean endsHere(List<String> lines, int at) {
        String line = lines.get(at);
        return line.equals("-- ")
                || line.equals("--")
                || ORIGINAL.matcher(line).matches()
                || (HEADER.matcher(line).matches()
                        && at + 1 < lines.size()
                        && HEADER.matcher(lines.get(at + 1)).matches());
    }

    /* How many lines the words before a quotation take: programs wrap them; 0 if there are none. */
    private static int introduction(List<String> lines, int at) {
        if (INTRODUCTION.matcher(lines.get(at)).matches()) {
            return 1;
        }
        if (START.matcher(lines.get(at)).matches()) {
            var wrapped = new StringBuilder(lines.get(at).strip());
            for (int more = 1; more <= 3 && at + more < lines.size(); more++) {
                wrapped.append(' ').append(lines.get(at + more).strip());
                if (INTRODUCTION.matcher(wrapped).matches()) {
                    return more + 1;
                }
            }
        }
        return 0;
    }

    private static boolean isQuoted(List<String> lines, int from) {
        return lines.stream()
                .skip(from)
                .filter(line -> !line.isBlank())
                .findFirst()
                .filter(line -> line.stripLeading().startsWith(">"))
                .isPresent();
    }
}
