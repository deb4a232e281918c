package com.sanocrm.messaging.reply;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells mails of machines from those of people, so that no machine is answered. */
final class Machine {
    private static final Pattern SENDER =
            Pattern.compile(
                    "^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)(?:[+-].*)?@.*");
    private static final Pattern SUBJECT =
            Pattern.compile(
                    "^(?:auto(?:matic)?[ -]?(?:reply|response|matische antwort)|auto:|out of (?:the )?office|vacation"
                            + "|رد تلقايي|رد الي|خارج المكتب).*");
    private static final List<String> MARKS =
            List.of(
                    "X-Autoreply",
                    "X-Autorespond",
                    "X-Auto-Response-Suppress",
                    "X-Loop",
                    "List-Id",
                    "List-Unsubscribe",
                    "Feedback-ID");

    private Machine() {}

    /**
     * Whether nobody wrote it by hand; in doubt somebody did. What a mail program sends by the
     * {@code List-Unsubscribe} of our mails is somebody's wish, whatever marks the program leaves.
     */
    static boolean sent(MimeMessage mail, String sender) throws MessagingException {
        String subject = Spelling.plain(MailText.decoded(mail.getSubject())).strip();
        String automatic = header(mail, "Auto-Submitted");
        if (automatic.startsWith("auto-replied")
                || header(mail, "Return-Path").equals("<>")
                || header(mail, "Content-Type").startsWith("multipart/report")
                || SENDER.matcher(sender).matches()) {
            return true;
        }
        return !subject.equals(Wishes.OUR_SUBJECT)
                && (isBulk(mail)
                        || !(automatic.isEmpty() || automatic.equals("no"))
                        || SUBJECT.matcher(subject).matches());
    }

    private static boolean isBulk(MimeMessage mail) throws MessagingException {
        for (String mark : MARKS) {
            if (mail.getHeader(mark) != null) {
                return true;
            }
        }
        return List.of("bulk", "junk", "list", "auto_reply").contains(header(mail, "Precedence"));
    }

    private static String header(MimeMessage mail, String name) throws MessagingException {
        String value = mail.getHeader(name, null);
        return value == null ? "" : value.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
