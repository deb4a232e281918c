package com.sanocrm.messaging.reply;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A report of delivery (RFC 3464, RFC 6533 in other scripts). Our mails have one recipient; several
 * in a report are those to whom a forwarding passed it on.
 */
final class DeliveryReport {
    private static final int MOST = 64 * 1024;
    private static final int MOST_PARTS = 10;
    private static final Pattern STATUS = Pattern.compile("[45]\\.\\d{1,3}\\.\\d{1,3}");
    private static final Pattern BLANK_LINES = Pattern.compile("(?:\\r?\\n[ \\t]*){2,}");
    private static final Pattern FOLDING = Pattern.compile("\\r?\\n[ \\t]+");

    private DeliveryReport() {}

    /**
     * The status code if the mail was given up. Empty of what is delayed, delivered, passed on or
     * no report, and where it reached one of several recipients; of several failures the one that
     * says least against the address.
     */
    static Optional<String> failure(MimeMessage mail) {
        List<Map<String, String>> recipients = recipients(mail);
        boolean arrived =
                recipients.stream().anyMatch(one -> !word(one, "action").equals("failed"));
        List<String> codes =
                recipients.stream()
                        .map(one -> word(one, "status"))
                        .filter(code -> STATUS.matcher(code).matches())
                        .toList();
        return arrived || codes.isEmpty() || codes.size() < recipients.size()
                ? Optional.empty()
                : codes.stream().min(Comparator.naturalOrder());
    }

    /** The groups of fields but the first, which is about the mail (2.1). */
    private static List<Map<String, String>> recipients(MimeMessage mail) {
        try {
            return groups(mail);
        } catch (MessagingException | IOException malformed) {
            return List.of();
        }
    }

    private static List<Map<String, String>> groups(MimeMessage mail)
            throws MessagingException, IOException {
        String type = mail.getContentType();
        if (!mail.isMimeType("multipart/report")
                || !"delivery-status"
                        .equalsIgnoreCase(new ContentType(type).getParameter("report-type"))
                || !(mail.getContent() instanceof Multipart parts)) {
            return List.of();
        }
        var recipients = new ArrayList<Map<String, String>>();
        for (int i = 0; i < Math.min(parts.getCount(), MOST_PARTS); i++) {
            BodyPart part = parts.getBodyPart(i);
            if (part.isMimeType("message/delivery-status")
                    || part.isMimeType("message/global-delivery-status")) {
                String text =
                        new String(
                                MailText.upTo(MOST, part.getInputStream()), StandardCharsets.UTF_8);
                for (String group : BLANK_LINES.split(text.strip(), -1)) {
                    Map<String, String> fields = fields(group);
                    if (fields.containsKey("final-recipient")) {
                        recipients.add(fields);
                    }
                }
            }
        }
        return recipients;
    }

    private static Map<String, String> fields(String group) {
        var fields = new TreeMap<String, String>();
        for (String line : FOLDING.matcher(group).replaceAll(" ").split("\\R", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.putIfAbsent(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return fields;
    }

    /** The value without the comment that may follow. */
    private static String word(Map<String, String> fields, String name) {
        String value = fields.getOrDefault(name, "");
        return value.split("[ \\t(;]", 2)[0].toLowerCase(Locale.ROOT);
    }
}
