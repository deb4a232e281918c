package com.sanocrm.messaging.newsletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.AccountChanged;
import com.sanocrm.contracts.events.NewsletterSubscriptionChanged.Status;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.Client;
import com.sanocrm.messaging.MailServer;
import com.sanocrm.messaging.MessagingIntegration;
import com.sanocrm.messaging.Neighbours;
import com.sanocrm.messaging.TopicReader;
import com.sanocrm.messaging.bounce.Addresses;
import com.sanocrm.messaging.mail.Bounces.Bounce;
import com.sanocrm.messaging.people.ContactPoints;
import com.sanocrm.platform.crypto.Keysets;
import com.sanocrm.platform.crypto.LinkTokens;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestKeys;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@MessagingIntegration
@Promise("P-43")
class NewsletterIntegrationTest {
    private static final Pattern LINK =
            Pattern.compile("http://localhost:8080/api/v1/newsletter/confirmations/([\\w-]+)");

    @LocalServerPort private int port;
    @Autowired private ContactPoints contactPoints;
    @Autowired private Subscribers subscribers;
    @Autowired private Addresses addresses;
    private final Instant asked = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final AccountId subscriber = Neighbours.newAccount();
    private final String email = "reader." + UUID.randomUUID() + "@example.org";

    @BeforeEach
    void policy() {
        Neighbours.policy("1", Map.of(Purpose.PROMOTIONAL_EMAIL.wireName(), Choice.GRANTED));
    }

    @Test
    void eachRequestGetsOneMailWithALinkThatOnlyTheMailboxHas() throws Exception {
        Neighbours.subscription(subscriber, Status.ASKED, email, "en", asked);
        Neighbours.subscription(subscriber, Status.ASKED, email, "en", asked);

        MimeMessage mail = firstMail();
        assertThat(mail.getSubject()).isEqualTo("Please confirm your address");
        assertThat(mail.getHeader("List-Unsubscribe")).isNull();
        var link = LINK.matcher(bytes(mail).replace("=\r\n", ""));
        assertThat(link.find()).isTrue();
        assertThat(
                        new LinkTokens(
                                        new Keysets(TestKeys.directory()).aead("unsubscribe"),
                                        "newsletter-confirmation")
                                .open(link.group(1)))
                .contains(subscriber + " " + asked.toEpochMilli());
        Neighbours.subscription(subscriber, Status.ASKED, email, "ar", asked.plusMillis(1));
        await().until(() -> MailServer.mailsTo(email).size() == 2);
        assertThat(MailServer.mailsTo(email).get(1).getSubject()).isEqualTo("يُرجى تأكيد عنوانك");
    }

    @Test
    void anIssueReachesWhoConfirmedAndNobodyElse() {
        confirmed(subscriber, email);
        var unconfirmed = Neighbours.newAccount();
        String other = "other." + UUID.randomUUID() + "@example.org";
        Neighbours.subscription(unconfirmed, Status.ASKED, other, "en", asked);
        await().until(() -> !MailServer.mailsTo(other).isEmpty());

        issue();

        assertThat(MailServer.mailsTo(email)).hasSize(1);
        assertThat(MailServer.mailsTo(other)).hasSize(1);
    }

    @Test
    void nothingIsSentAfterADenialAndTheAddressIsForgotten() {
        confirmed(subscriber, email);
        Neighbours.consent(subscriber, Purpose.NEWSLETTER, Choice.DENIED);
        Neighbours.subscription(subscriber, Status.ENDED, email, "en", asked);
        await().until(() -> contactPoints.addressIndexOf(subscriber).isEmpty());

        issue();

        assertThat(MailServer.mailsTo(email)).isEmpty();
    }

    @Test
    void anAccountOfTheSameAddressTakesTheChoiceOverAndGetsOneMail() {
        var account = Neighbours.newAccount();
        Neighbours.account(
                account, AccountChanged.Status.ACTIVE, AccountChanged.Role.PATIENT, null);
        Neighbours.contactPoint(account, email.toUpperCase(java.util.Locale.ROOT), "en");
        await().until(() -> contactPoints.addressIndexOf(account).isPresent());
        try (var choices = new TopicReader(Topic.OPT_OUTS)) {
            confirmed(subscriber, email);

            assertThat(choices.next(text -> text.contains(account.value())))
                    .contains(
                            "\"purpose\":\"newsletter\"",
                            "\"decision\":\"granted\"",
                            "\"channel\":\"newsletter-form\"");
        }
        Neighbours.consent(account, Purpose.NEWSLETTER, Choice.DENIED);

        JsonNode counts = issue();

        assertThat(counts.path("suppressed").path("account-decides").asInt()).isPositive();
        assertThat(MailServer.mailsTo(email)).isEmpty();
    }

    @Test
    void anAddressThatBouncesGetsNoIssueUntilItsOwnerConfirmsFromIt() {
        confirmed(subscriber, email);
        addresses.bounced(
                new Bounce(
                        subscriber,
                        Purpose.NEWSLETTER,
                        LocalDate.of(2026, 11, 23),
                        true,
                        "5.1.1",
                        asked));

        JsonNode counts = issue();

        assertThat(counts.path("suppressed").path("address-bounced").asInt()).isPositive();
        assertThat(MailServer.mailsTo(email)).isEmpty();
        Neighbours.subscription(subscriber, Status.CONFIRMED, email, "en", asked.plusMillis(1));
        await().until(() -> !addresses.isUnreachable(subscriber));
        issue();
        assertThat(MailServer.mailsTo(email)).hasSize(1);
    }

    private void confirmed(AccountId id, String address) {
        Neighbours.subscription(id, Status.CONFIRMED, address, "en", asked);
        Neighbours.consent(id, Purpose.NEWSLETTER, Choice.GRANTED);
        await().until(() -> subscribers.confirmedAfter(null, 100_000).contains(id));
    }

    private JsonNode issue() {
        Client operator = Client.operator(port);
        String id =
                operator.post(
                                "/campaigns",
                                """
                                {"purpose": "newsletter", "subject": "Issue", "body": "b", "audience": {}}""")
                        .expect(202)
                        .text("campaignId");
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> operator.get("/campaigns/" + id).expect(200).body(),
                        body -> body.path("status").asString().equals("done"));
    }

    private MimeMessage firstMail() {
        await().atMost(Duration.ofSeconds(60)).until(() -> !MailServer.mailsTo(email).isEmpty());
        assertThat(MailServer.mailsTo(email)).hasSize(1);
        return MailServer.mailsTo(email).getFirst();
    }

    private static String bytes(MimeMessage mail) throws Exception {
        var all = new ByteArrayOutputStream();
        mail.writeTo(all);
        return all.toString(StandardCharsets.UTF_8);
    }
}
