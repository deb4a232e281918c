package com.sanocrm.messaging.reply;

import com.sanocrm.messaging.reply.Incoming.Nature;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes of the bytes of a mail what we need of it. It takes whatever comes: what is broken, cut,
 * huge or hostile gives less, and never an exception but {@link UnreadableException}.
 */
final class MailReader {
    private static final int MOST_MARKS = 50;
    private static final int MOST_WORDS = 4_000;
    private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>\\s]{1,400}>");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>@,;]{1,64}@[^\\s<>@,;]{1,255}");
    private static final List<String> RECIPIENTS =
            List.of("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc");
    private static final Session SESSION = session();

    private MailReader() {}

    private static Session session() {
        var properties = new Properties();
        properties.put("mail.mime.address.strict", "false");
        properties.put("mail.mime.allowutf8", "true");
        return Session.getInstance(properties);
    }

    /** It is no mail. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException() {
            super("a mail that cannot be read", null, false, false);
        }
    }

    /**
     * @param complete whether the bytes are all that the mail has
     */
    static Incoming read(byte[] bytes, boolean complete) throws UnreadableException {
        try {
            return read(new MimeMessage(SESSION, new ByteArrayInputStream(bytes)), complete);
        } catch (MessagingException | IOException | RuntimeException broken) {
            throw new UnreadableException();
        }
    }

    private static Incoming read(MimeMessage mail, boolean complete)
            throws MessagingException, IOException {
        String sender = sender(mail);
        MailText.Text text = MailText.of(mail);
        String words = OwnWords.of(text.text());
        boolean all = complete || text.parts() > 0;
        return new Incoming(
                nature(mail, sender),
                sender,
                marks(mail),
                messageId(mail),
                MailText.decoded(mail.getHeader("Subject", null)).strip(),
                words.length() > MOST_WORDS ? words.substring(0, MOST_WORDS) : words,
                text.whole() && all && words.length() <= MOST_WORDS && !quotesUs(words));
    }

    private static Nature nature(MimeMessage mail, String sender)
            throws MessagingException, IOException {
        var status = DeliveryReport.failure(mail);
        if (status.isPresent()) {
            return new Nature.Undelivered(status.get());
        }
        return Machine.sent(mail, sender) ? new Nature.Automatic() : new Nature.Written();
    }

    private static String sender(MimeMessage mail) throws MessagingException {
        String[] from = mail.getHeader("From");
        List<String> addresses = from == null || from.length > 1 ? List.of() : addresses(from[0]);
        return addresses.size() == 1 ? addresses.getFirst() : "";
    }

    /* Where it came to, then what it answers, then what that answered, the newest first. */
    private static List<String> marks(MimeMessage mail) throws MessagingException {
        var marks = new ArrayList<String>();
        for (String name : RECIPIENTS) {
            headers(mail, name).flatMap(value -> addresses(value).stream()).forEach(marks::add);
        }
        for (String name : List.of("In-Reply-To", "References")) {
            List<String> ids =
                    headers(mail, name)
                            .flatMap(value -> MESSAGE_ID.matcher(value).results())
                            .map(java.util.regex.MatchResult::group)
                            .toList();
            marks.addAll(ids.reversed());
        }
        return marks.stream().distinct().limit(MOST_MARKS).toList();
    }

    private static String messageId(MimeMessage mail) throws MessagingException {
        String id = mail.getHeader("Message-ID", null);
        return id != null && MESSAGE_ID.matcher(id.strip()).matches() ? id.strip() : "";
    }

    private static Stream<String> headers(MimeMessage mail, String name) throws MessagingException {
        String @Nullable [] values = mail.getHeader(name);
        return values == null ? Stream.empty() : Arrays.stream(values).limit(MOST_MARKS);
    }

    private static List<String> addresses(String header) {
        try {
            return Arrays.stream(InternetAddress.parseHeader(header, false))
                    .map(MailReader::bare)
                    .filter(address -> !address.isEmpty())
                    .toList();
        } catch (AddressException malformed) {
            return List.of();
        }
    }

    private static String bare(Address address) {
        String bare = address instanceof InternetAddress one ? one.getAddress() : null;
        return bare == null || !ADDRESS.matcher(bare).matches()
                ? ""
                : bare.toLowerCase(Locale.ROOT);
    }

    /* Some programs quote without a mark: then ours cannot be told from theirs. */
    private static boolean quotesUs(String words) {
        return OurPhrases.isIn(words);
    }
}
