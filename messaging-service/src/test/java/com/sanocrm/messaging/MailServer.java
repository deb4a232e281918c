package com.sanocrm.messaging;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.icegreen.greenmail.util.ServerSetupTest;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** A real server of SMTP and IMAP for this JVM's tests. */
public final class MailServer
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    public static final String REPLY_ADDRESS = "reply@sano.example";
    public static final String COMPLIANCE = "compliance@sano.example";
    private static final GreenMail SERVER = start();

    private static GreenMail start() {
        var server =
                new GreenMail(
                        new ServerSetup[] {
                            ServerSetupTest.SMTP.dynamicPort(), ServerSetupTest.IMAP.dynamicPort()
                        });
        server.withConfiguration(
                GreenMailConfiguration.aConfig()
                        .withDisabledAuthentication()
                        .withSieveIgnoreDetail());
        server.start();
        return server;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of(
                        "SANO_MAIL_HOST=127.0.0.1",
                        "SANO_MAIL_PORT=" + SERVER.getSmtp().getPort(),
                        "SANO_MAIL_FROM=SanoCRM <no-reply@sano.example>",
                        "SANO_COMPLIANCE_MAIL=" + COMPLIANCE,
                        "SANO_MAILBOX_ADDRESS=" + REPLY_ADDRESS,
                        "SANO_MAILBOX_URL=imap://127.0.0.1:" + SERVER.getImap().getPort(),
                        "SANO_MAILBOX_PASSWORD=any",
                        "sano.mailbox.every=PT0.2S",
                        "sano.notice.after=PT0S")
                .applyTo(context);
    }

    /** Sends a mail as somebody outside would, to the mailbox of answers. */
    public static void send(String to, byte[] mail) {
        try {
            var properties = new Properties();
            properties.put("mail.smtp.host", "127.0.0.1");
            properties.put("mail.smtp.port", Integer.toString(SERVER.getSmtp().getPort()));
            properties.put("mail.smtp.from", "somebody@example.org");
            var session = Session.getInstance(properties);
            try (Transport smtp = session.getTransport("smtp")) {
                smtp.connect();
                smtp.sendMessage(
                        new MimeMessage(session, new ByteArrayInputStream(mail)),
                        new Address[] {new InternetAddress(to)});
            }
        } catch (MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** How many mails wait in the mailbox of answers. */
    public static long waiting() {
        return SERVER.findReceivedMessages(user -> user.getEmail().equals(REPLY_ADDRESS), _ -> true)
                .count();
    }

    /** What came for that address. */
    public static List<MimeMessage> mailsTo(String address) {
        return Arrays.stream(SERVER.getReceivedMessages())
                .filter(
                        mail -> {
                            try {
                                return mail.getAllRecipients()[0].toString().equals(address);
                            } catch (MessagingException broken) {
                                throw new IllegalStateException(broken);
                            }
                        })
                .toList();
    }

    /** All of a mail, as it went over the wire. */
    public static String bytes(MimeMessage mail) {
        var all = new ByteArrayOutputStream();
        try {
            mail.writeTo(all);
        } catch (IOException | MessagingException broken) {
            throw new IllegalStateException(broken);
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    /** When each mail for that address came, in milliseconds. */
    public static List<Long> receivedAt(String address) {
        var mailbox = SERVER.getUserManager().getUserByEmail(address);
        if (mailbox == null) {
            return List.of();
        }
        try {
            return SERVER
                    .getManagers()
                    .getImapHostManager()
                    .getInbox(mailbox)
                    .getMessages()
                    .stream()
                    .map(mail -> mail.getReceivedDate().getTime())
                    .toList();
        } catch (FolderException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
