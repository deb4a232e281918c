package com.sanocrm.messaging.mail;

import com.sanocrm.platform.crypto.Sensitive;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mail to one person, before it has its form.
 *
 * @param language that the frame is written in
 * @param paragraphs plain text
 * @param action where the button leads; null for none
 * @param small the lines below, such as how to unsubscribe; an address in angle brackets becomes a
 *     link
 * @param headers beyond the usual; {@link #RETURN_PATH} is where reports of its delivery go
 */
record Letter(
        Sensitive to,
        Locale language,
        String subject,
        List<String> paragraphs,
        @Nullable Action action,
        List<Small> small,
        Map<String, String> headers) {

    /** As the receiving server will call the sender of the envelope (RFC 5321, 4.4). */
    public static final String RETURN_PATH = "Return-Path";

    /** A button. */
    record Action(String label, URI target) {}

    /**
     * A line in small print.
     *
     * @param target what its text links to; null for none
     */
    record Small(String text, @Nullable URI target) {}

    /** Says nothing of what it holds. */
    @Override
    public String toString() {
        return "Letter[]";
    }
}
