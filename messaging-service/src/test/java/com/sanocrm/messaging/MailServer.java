package com.sanocrm.messaging;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** A real SMTP server for this JVM's tests. */
public final class MailServer
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final GreenMail SERVER = start();

    private static GreenMail start() {
        var server = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
        server.start();
        return server;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of(
                        "SANO_MAIL_HOST=127.0.0.1",
                        "SANO_MAIL_PORT=" + SERVER.getSmtp().getPort(),
                        "SANO_MAIL_FROM=SanoCRM <no-reply@sano.example>",
                        "sano.notice.after=PT0S")
                .applyTo(context);
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
}
