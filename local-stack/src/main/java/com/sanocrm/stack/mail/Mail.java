package com.sanocrm.stack.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mail that arrived, decoded.
 *
 * @param id its place in the mailbox, from 1
 * @param headers by name as sent, unfolded, in order
 * @param text the plain text, or empty
 * @param html the HTML, or empty
 */
record Mail(
        int id,
        String from,
        List<String> to,
        String subject,
        Map<String, List<String>> headers,
        String text,
        String html) {

    static Mail from(int id, MimeMessage message) {
        try {
            Map<String, List<String>> headers = new LinkedHashMap<>();
            for (Header header : Collections.list(message.getAllHeaders())) {
                headers.computeIfAbsent(header.getName(), name -> new ArrayList<>())
                        .add(decoded(header.getValue()));
            }
            StringBuilder text = new StringBuilder();
            StringBuilder html = new StringBuilder();
            collect(message, text, html);
            return new Mail(
                    id,
                    decoded(message.getHeader("From", ", ")),
                    List.of(decoded(message.getHeader("To", ", ")).split(", ", -1)),
                    decoded(message.getHeader("Subject", " ")),
                    headers,
                    text.toString(),
                    html.toString());
        } catch (MessagingException | IOException e) {
            return new Mail(
                    id, "", List.of(), "(unreadable: " + e.getMessage() + ")", Map.of(), "", "");
        }
    }

    private static void collect(Part part, StringBuilder text, StringBuilder html)
            throws MessagingException, IOException {
        Object content = part.getContent();
        if (content instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart each = parts.getBodyPart(i);
                collect(each, text, html);
            }
        } else if (content instanceof String string) {
            (part.isMimeType("text/html") ? html : text).append(string);
        }
    }

    private static String decoded(@Nullable String header) {
        if (header == null) {
            return "";
        }
        String unfolded = MimeUtility.unfold(header);
        try {
            return MimeUtility.decodeText(unfolded);
        } catch (UnsupportedEncodingException e) {
            return unfolded;
        }
    }
}
