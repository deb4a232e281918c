package com.sanocrm.messaging.reply;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
    private static final Pattern ACTION = Pattern.compile("(?im)^Action:\\s*([a-z]+)");
    private static final Pattern STATUS =
            Pattern.compile("(?im)^Status:\\s*([245]\\.\\d{1,3}\\.\\d{1,3})");
    private static final int REPORT = 64 * 1024;

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

    /** The status code of a report of failure; of a delay or a success there is none. */
    static Optional<String> undelivered(MimeMessage mail) throws MessagingException, IOException {
        String type = header(mail, "Content-Type").replace("\"", "");
        if (!type.startsWith("multipart/report") || !type.contains("report-type=delivery-status")) {
            return Optional.empty();
        }
        byte[] bytes = MailText.upTo(REPORT, mail.getInputStream());
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        var action = ACTION.matcher(text);
        var status = STATUS.matcher(text);
        return action.find() && action.group(1).equalsIgnoreCase("failed") && status.find()
                ? Optional.of(status.group(1))
                : Optional.empty();
    }

    private static String header(MimeMessage mail, String name) throws MessagingException {
        String value = mail.getHeader(name, null);
        return value == null ? "" : value.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
