package com.sanocrm.messaging.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.messaging.Client;
import com.sanocrm.messaging.MailServer;
import com.sanocrm.messaging.MessagingIntegration;
import com.sanocrm.messaging.Neighbours;
import com.sanocrm.messaging.Talk;
import com.sanocrm.messaging.TopicReader;
import com.sanocrm.messaging.consent.NewestChoices;
import com.sanocrm.messaging.people.ContactPoints;
import com.sanocrm.platform.crypto.Keysets;
import com.sanocrm.platform.crypto.LinkTokens;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestKeys;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@MessagingIntegration
class CampaignIntegrationTest {
    private static final String LINK = "http://localhost:8080/api/v1/unsubscribe/";

    @LocalServerPort private int port;
    @Autowired private ContactPoints contactPoints;
    @Autowired private Campaigns campaigns;
    @Autowired private Recipients recipients;
    @Autowired private Audience audience;
    @Autowired private CampaignMail mail;
    @Autowired private NewestChoices choices;
    private final PartnerId partner = Neighbours.newPartner();
    private final AccountId clinician = Neighbours.newAccount();
    private Client admin;

    @BeforeEach
    void policy() {
        Neighbours.policy("1", Map.of(Purpose.PROMOTIONAL_EMAIL.wireName(), Choice.GRANTED));
        admin = Client.staff(port, Neighbours.newAccount(), partner, "partner-admin");
    }

    @Test
    @Promise({"P-24", "P-25"})
    void aCampaignReachesThoseWhoAgreedAndNobodyElse() throws Exception {
        var agreed = patient(Choice.GRANTED, "en");
        var denied = patient(Choice.DENIED, "en");

        JsonNode counts = done(campaign("promotional-email", "Flu week", "Come by.\\n\\nSoon."));

        assertThat(counts.path("sent").asInt()).isEqualTo(1);
        assertThat(counts.path("suppressed").path("choice-denied").asInt()).isEqualTo(1);
        assertThat(MailServer.mailsTo(address(denied))).isEmpty();
        var mails = MailServer.mailsTo(address(agreed));
        assertThat(mails).hasSize(1);
        assertOneClick(mails.getFirst(), agreed);
    }

    private static void assertOneClick(MimeMessage mail, AccountId person) throws Exception {
        assertThat(mail.getSubject()).isEqualTo("Flu week");
        assertThat(mail.getHeader("List-Unsubscribe-Post", null))
                .isEqualTo("List-Unsubscribe=One-Click");
        String link = mail.getHeader("List-Unsubscribe", null);
        assertThat(link)
                .startsWith("<" + LINK)
                .endsWith(">,\r\n <mailto:" + mail.getReplyTo()[0] + "?subject=unsubscribe>");
        var tokens =
                new LinkTokens(
                        new Keysets(TestKeys.directory()).aead("unsubscribe"), "unsubscribe");
        assertThat(tokens.open(link.substring(1 + LINK.length(), link.indexOf('>'))))
                .contains(person + " promotional-email");
        var related = (Multipart) mail.getContent();
        assertThat(mail.getContentType()).startsWith("multipart/");
        assertThat(related.getCount()).isPositive();
    }

    @Test
    void whatNobodyChoseFollowsThePolicyOrIsDenied() throws Exception {
        patient(null, "ar");

        JsonNode promotion = done(campaign("promotional-email", "A", "b"));
        JsonNode research = done(campaign("research", "A", "b"));

        assertThat(promotion.path("sent").asInt()).isEqualTo(1);
        assertThat(research.path("suppressed").path("no-choice-recorded").asInt()).isEqualTo(1);
    }

    @Test
    @Promise("P-24")
    void aChangeOfMindIsAcknowledgedWhenItIsEnforced() {
        var person = Neighbours.newAccount();
        try (var acknowledgements = new TopicReader(Topic.CONSENT_APPLIED)) {
            long version = Neighbours.consent(person, Purpose.PROMOTIONAL_EMAIL, Choice.DENIED);

            assertThat(acknowledgements.next(text -> text.contains(person.value())))
                    .contains("\"version\":" + version, "\"service\":\"messaging-service\"");
        }
    }

    @Test
    @Promise("P-24")
    void noMailIsHandedOverAfterTheAcknowledgementOfADenial() {
        List<AccountId> people = patients(8);
        var mailsWhenAcknowledged = new HashMap<AccountId, Integer>();
        try (var acknowledgements = new TopicReader(Topic.CONSENT_APPLIED)) {
            String id = campaign("promotional-email", "Race", "b");
            people.forEach(
                    one -> Neighbours.consent(one, Purpose.PROMOTIONAL_EMAIL, Choice.DENIED));

            acknowledgements.next(
                    text -> {
                        people.stream()
                                .filter(one -> text.contains(one.value()))
                                .forEach(
                                        one ->
                                                mailsWhenAcknowledged.put(
                                                        one,
                                                        MailServer.mailsTo(address(one)).size()));
                        return mailsWhenAcknowledged.size() == people.size();
                    });

            done(id);
        }
        people.forEach(
                one ->
                        assertThat(MailServer.mailsTo(address(one)))
                                .hasSize(mailsWhenAcknowledged.getOrDefault(one, -1)));
    }

    @Test
    void severalInstancesShareACampaignWithoutDoubling() {
        List<AccountId> people = patients(8);
        try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
            String id = campaign("promotional-email", "Shared", "b");
            for (int i = 0; i < 4; i++) {
                var instance =
                        new CampaignSender(
                                campaigns, recipients, audience, mail, choices, Clock.systemUTC());
                var _ = others.submit(instance::work);
                var _ = others.submit(instance::work);
            }
            assertThat(done(id).path("sent").asInt()).isEqualTo(people.size());
        }

        people.forEach(one -> assertThat(MailServer.mailsTo(address(one))).hasSize(1));
    }

    private List<AccountId> patients(int count) {
        return IntStream.range(0, count).mapToObj(_ -> patient(Choice.GRANTED, "en")).toList();
    }

    @Test
    @Promise("P-05")
    void aPartnersCampaignIsForItsOwnPatientsAndItsOwnEyes() {
        patient(Choice.GRANTED, "en");
        var stranger =
                Client.staff(
                        port, Neighbours.newAccount(), Neighbours.newPartner(), "partner-admin");
        String id = campaign("promotional-email", "A", "b");

        stranger.get("/campaigns/" + id).expect(404);
        stranger.post("/campaigns", request("promotional-email", "A", "b", partner)).expect(404);
        Client.operator(port).get("/campaigns/" + id).expect(200);
    }

    @Test
    @Promise("P-15")
    void careMessagesAndNoticesCarryNoCampaign() {
        admin.post("/campaigns", request("care-communication", "A", "b", null)).expect(422);
        admin.post("/campaigns", request("account-notices", "A", "b", null)).expect(422);
        admin.post("/campaigns", request("promotional-email", "A\\nBcc: x", "b", null)).expect(422);
    }

    private AccountId patient(@Nullable Choice choice, String language) {
        var person = Neighbours.newAccount();
        var care = Neighbours.care(partner, person, clinician);
        Neighbours.contactPoint(person, address(person), language);
        if (choice == null) {
            Neighbours.noConsent(person);
        } else {
            Neighbours.consent(person, Purpose.PROMOTIONAL_EMAIL, choice);
        }
        Talk.open(port, care);
        await().until(() -> contactPoints.addressIndexOf(person).isPresent());
        return person;
    }

    private static String address(AccountId person) {
        return person.value() + "@example.org";
    }

    private String campaign(String purpose, String subject, String body) {
        return admin.post("/campaigns", request(purpose, subject, body, null))
                .expect(202)
                .text("campaignId");
    }

    private static String request(
            String purpose, String subject, String body, @Nullable PartnerId audience) {
        return """
        {"purpose": "%s", "subject": "%s", "body": "%s", "audience": {%s}}"""
                .formatted(
                        purpose,
                        subject,
                        body,
                        audience == null ? "" : "\"partnerId\": \"" + audience + "\"");
    }

    private JsonNode done(String campaign) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> admin.get("/campaigns/" + campaign).expect(200).body(),
                        body -> body.path("status").asString().equals("done"));
    }
}
