package com.sanocrm.messaging.bounce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.MailServer;
import com.sanocrm.messaging.MessagingIntegration;
import com.sanocrm.messaging.Neighbours;
import com.sanocrm.messaging.Talk;
import com.sanocrm.messaging.TopicReader;
import com.sanocrm.messaging.mail.ReplyAddresses;
import com.sanocrm.messaging.people.ContactPoints;
import com.sanocrm.platform.test.Promise;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** From the report of a mail server to what others know of it. */
@MessagingIntegration
@Promise("P-44")
class BouncedAddressTest {
    @LocalServerPort private int port;
    @Autowired private ReplyAddresses replies;
    @Autowired private Addresses addresses;
    @Autowired private ContactPoints contactPoints;
    @Autowired private MongoDatabase database;

    private final String email = "patient." + UUID.randomUUID() + "@example.org";
    private Talk talk;

    @BeforeEach
    void aPatientWithAnAddress() {
        talk = Talk.open(port);
        address(email, null);
    }

    @Test
    void anAddressThatBouncesIsToldOfAndGetsNoMoreMailsUntilItIsAnother() {
        String other = "renewed." + UUID.randomUUID() + "@example.org";
        assertThat(notifications()).isEqualTo("arriving");

        try (var states = new TopicReader(Topic.MAILBOX_STATES)) {
            report(replies.address(patient(), Purpose.CARE_COMMUNICATION), "failed", "5.1.1");
            assertThat(states.next(text -> text.contains(patient().value())))
                    .contains("\"state\":\"bouncing\"", "\"statusCode\":\"5.1.1\"")
                    .doesNotContain("@", "since");
        }
        talk.say(talk.clinician(), "Your results are here");

        assertThat(notifications()).isEqualTo("bouncing");
        assertThat(talk.clinician().get(talk.path()).expect(200).body().toString())
                .doesNotContain(email, "example.org");
        talk.patient().get("/conversations").expect(200);
        assertThat(talk.patient().get(talk.path() + "/messages").expect(200).body().toString())
                .contains("Your results are here");
        await().atMost(Duration.ofSeconds(60)).until(this::isNoticeGivenUp);
        assertThat(MailServer.mailsTo(email)).isEmpty();

        address(other, Instant.now().truncatedTo(ChronoUnit.MILLIS));
        assertThat(notifications()).isEqualTo("arriving");
        talk.patient().post(talk.path() + "/read", "{\"upTo\": \"" + last() + "\"}").expect(204);
        talk.say(talk.clinician(), "Please book a visit");
        await().atMost(Duration.ofSeconds(60)).until(() -> !MailServer.mailsTo(other).isEmpty());
        assertThat(MailServer.mailsTo(email)).isEmpty();
    }

    @Test
    void reportsOfMailsThatWeNeverSentAndOfOthersChangeNothing() {
        AccountId stranger = Neighbours.newAccount();
        String good = replies.address(patient(), Purpose.CARE_COMMUNICATION);
        String forged =
                good.substring(0, good.length() - 20) + "aaaa" + good.substring(good.length() - 16);

        report(MailServer.REPLY_ADDRESS, "failed", "5.1.1");
        report(forged, "failed", "5.1.1");
        report(replies.address(stranger, Purpose.CARE_COMMUNICATION), "failed", "5.1.1");
        report(good, "delayed", "4.4.1");
        report(good, "delivered", "2.1.5");
        report(good + ", " + replies.address(stranger, Purpose.NEWSLETTER), "failed", "5.1.1");
        report(good, "failed", "4.4.7");

        await().until(() -> MailServer.waiting() == 0);
        assertThat(addresses.isUnreachable(patient())).isFalse();
        assertThat(addresses.isUnreachable(stranger)).isFalse();
        report(good, "failed", "5.1.1");
        await().until(() -> addresses.isUnreachable(patient()));
    }

    @Test
    void aReportOfTheDayOnWhichTheAddressWasConfirmedMayBeAboutTheOneBefore() {
        address(email, Instant.now().truncatedTo(ChronoUnit.MILLIS));

        report(replies.address(patient(), Purpose.CARE_COMMUNICATION), "failed", "5.1.1");
        await().until(() -> MailServer.waiting() == 0);
        assertThat(addresses.isUnreachable(patient())).isFalse();

        address(email, Instant.now().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MILLIS));
        report(replies.address(patient(), Purpose.ACCOUNT_NOTICES), "failed", "5.1.1");
        await().until(() -> addresses.isUnreachable(patient()));
    }

    private AccountId patient() {
        return talk.care().patient();
    }

    private String notifications() {
        return talk.clinician().get(talk.path()).expect(200).text("notifications");
    }

    private boolean isNoticeGivenUp() {
        return database.getCollection("notices")
                        .find(
                                Filters.and(
                                        Filters.eq("recipient", patient().value()),
                                        Filters.eq("delivery.state", "BOUNCED")))
                        .first()
                != null;
    }

    private String last() {
        return talk.patient()
                .get(talk.path() + "/messages")
                .expect(200)
                .body()
                .path("items")
                .path(0)
                .path("messageId")
                .asString("");
    }

    private void address(String address, @Nullable Instant since) {
        Neighbours.contactPoint(patient(), address, "en", since);
        await().until(
                        () ->
                                contactPoints
                                        .knownOf(patient())
                                        .filter(
                                                known ->
                                                        since == null
                                                                || since.equals(known.since()))
                                        .isPresent());
    }

    private static void report(String to, String action, String status) {
        String mail =
                """
                From: MAILER-DAEMON@mx.example.org
                To: %s
                Message-ID: <%s@mx.example.org>
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.org

                Final-Recipient: rfc822; x@example.org
                Action: %s
                Status: %s
                --b--
                """
                        .formatted(to, UUID.randomUUID(), action, status);
        MailServer.send(MailServer.REPLY_ADDRESS, mail.getBytes(StandardCharsets.US_ASCII));
    }
}
