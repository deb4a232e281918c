package com.sanocrm.messaging.reply;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The text of a mail, however it is packed: the plain one if it has one, else that of its HTML.
 * What is broken is read as far as it goes; attachments and mails within the mail are passed over.
 */
final class MailText {
    private static final int MOST_PARTS = 64;
    private static final int MOST_LEVELS = 8;
    private static final int MOST_BYTES = 96 * 1024;

    private final StringBuilder plain = new StringBuilder();
    private final StringBuilder html = new StringBuilder();
    private int parts;
    private int textAt;
    private boolean broken;

    private MailText() {}

    /**
     * @param whole whether nothing of it was lost by what is broken or too long
     * @param parts how many parts were seen after it
     */
    record Text(String text, boolean whole, int parts) {}

    static Text of(Part mail) {
        var found = new MailText();
        found.collect(mail, 0);
        boolean hasPlain = !found.plain.toString().isBlank();
        return new Text(
                hasPlain ? found.plain.toString() : Markup.text(found.html.toString()),
                !found.broken,
                found.parts - found.textAt);
    }

    private void collect(Part part, int level) {
        if (++parts > MOST_PARTS || level > MOST_LEVELS) {
            broken = true;
            return;
        }
        try {
            if (part.isMimeType("multipart/*")) {
                if (part.getContent() instanceof Multipart children) {
                    for (int i = 0; i < children.getCount(); i++) {
                        collect(children.getBodyPart(i), level + 1);
                    }
                } else {
                    broken = true;
                }
            } else if (part.isMimeType("text/*") && !isAttachment(part)) {
                text(part);
            }
        } catch (MessagingException | IOException malformed) {
            broken = true;
        }
    }

    private static boolean isAttachment(Part part) throws MessagingException {
        return Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
    }

    private void text(Part part) throws MessagingException, IOException {
        byte[] bytes = upTo(MOST_BYTES + 1, part.getInputStream());
        broken |= bytes.length > MOST_BYTES;
        textAt = parts;
        (part.isMimeType("text/html") ? html : plain)
                .append(new String(bytes, charset(part.getContentType())))
                .append('\n');
    }

    private static Charset charset(String type) {
        try {
            String name = new ContentType(type).getParameter("charset");
            return name == null
                    ? StandardCharsets.UTF_8
                    : Charset.forName(MimeUtility.javaCharset(name));
        } catch (MessagingException | IllegalArgumentException unknown) {
            return StandardCharsets.UTF_8;
        }
    }

    /** The first bytes of a stream, and what can be had of it if it is cut off or broken. */
    static byte[] upTo(int most, InputStream stream) {
        var bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try (stream) {
            int read = 0;
            while (read >= 0 && bytes.size() < most) {
                bytes.write(buffer, 0, read);
                read = stream.read(buffer, 0, Math.min(buffer.length, most - bytes.size()));
            }
        } catch (IOException cutOff) {
            /* What came before it counts. */
        }
        return bytes.toByteArray();
    }

    /** A header in which words may be encoded (RFC 2047). */
    static String decoded(@Nullable String header) {
        if (header == null) {
            return "";
        }
        try {
            return MimeUtility.decodeText(MimeUtility.unfold(header));
        } catch (UnsupportedEncodingException unknown) {
            return header;
        }
    }
}
