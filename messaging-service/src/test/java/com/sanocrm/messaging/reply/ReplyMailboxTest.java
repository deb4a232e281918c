package com.sanocrm.messaging.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.icegreen.greenmail.util.ServerSetupTest;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.MessagingIntegration;
import com.sanocrm.messaging.Neighbours;
import com.sanocrm.messaging.mail.MailboxSettings;
import com.sanocrm.messaging.mail.ReplyAddresses;
import com.sanocrm.platform.test.Promise;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** On a mail server of its own, so that nobody else empties the mailbox. */
@MessagingIntegration
class ReplyMailboxTest {
    private static final String MAILBOX = "reply@sano.example";

    @Autowired private ReplyAddresses addresses;
    @Autowired private Origins origins;
    @Autowired private OptOutRequests requests;
    @Autowired private Letters letters;
    @Autowired private MeterRegistry meters;
    private final AccountId person = Neighbours.newAccount();
    private GreenMail server;

    @BeforeEach
    void start() {
        server =
                new GreenMail(
                        new ServerSetup[] {
                            ServerSetupTest.SMTP.dynamicPort(), ServerSetupTest.IMAP.dynamicPort()
                        });
        server.withConfiguration(
                GreenMailConfiguration.aConfig()
                        .withDisabledAuthentication()
                        .withSieveIgnoreDetail());
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    @Promise("P-26")
    void aMailStaysUntilItIsTakenInAndKeepsNoOtherWaiting() throws Exception {
        deliver(
                "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
                "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n"
                        + "Final-Recipient: rfc822; a@example.org\nAction: failed\nStatus: 5.1.1\n--b--");
        deliver("Subject: Re", "Hm");
        boolean[] broken = {true};
        var reception =
                new Reception(
                        origins,
                        requests,
                        letters,
                        List.of(
                                _ -> {
                                    if (broken[0]) {
                                        throw new IllegalStateException("for the test");
                                    }
                                }),
                        meters);
        var mailbox = mailbox(server.getImap().getPort(), reception);

        mailbox.read();
        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(server.getReceivedMessages()[0].getContentType()).contains("report");

        broken[0] = false;
        mailbox.read();
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    @Promise("P-24")
    void anAnswerIsNeverTakenForOlderThanAChoiceBeforeIt() throws Exception {
        Instant before = Instant.now();
        deliver("Subject: Re", "Hm");
        var reception = new Reception(origins, requests, letters, List.of(), meters);

        mailbox(server.getImap().getPort(), reception).read();

        assertThat(requests.inState(OptOutRequest.State.OPEN, null, 1_000))
                .filteredOn(one -> person.equals(one.accountId()))
                .hasSize(1)
                .allSatisfy(
                        one ->
                                assertThat(one.receivedAt())
                                        .isAfterOrEqualTo(before.truncatedTo(ChronoUnit.MILLIS)));
    }

    @Test
    void aMailboxThatIsAwayIsReadLater() {
        int port = server.getImap().getPort();
        var reception = new Reception(origins, requests, letters, List.of(), meters);
        var mailbox = mailbox(port, reception);
        server.stop();

        assertThatCode(mailbox::read).doesNotThrowAnyException();
    }

    private void deliver(String headers, String body) throws Exception {
        String address = addresses.address(person, Purpose.PROMOTIONAL_EMAIL);
        var mail =
                new MimeMessage(
                        GreenMailUtil.getSession(server.getSmtp().getServerSetup()),
                        new ByteArrayInputStream(
                                "From: a@example.org\nTo: %s\n%s\n\n%s\n"
                                        .formatted(address, headers, body)
                                        .getBytes(StandardCharsets.US_ASCII)));
        GreenMailUtil.sendMimeMessage(mail);
    }

    private static ReplyMailbox mailbox(int port, Reception reception) {
        return new ReplyMailbox(
                new MailboxSettings(
                        MAILBOX,
                        URI.create("imap://127.0.0.1:" + port),
                        "any",
                        Duration.ofSeconds(1)),
                reception,
                Clock.systemUTC());
    }
}
