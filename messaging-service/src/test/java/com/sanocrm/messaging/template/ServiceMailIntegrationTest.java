package com.sanocrm.messaging.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.CareRelationshipChanged;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.Client;
import com.sanocrm.messaging.MailServer;
import com.sanocrm.messaging.MessagingIntegration;
import com.sanocrm.messaging.Neighbours;
import com.sanocrm.messaging.TopicReader;
import com.sanocrm.messaging.care.CareTeams;
import com.sanocrm.platform.test.Promise;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@MessagingIntegration
@Promise("P-15")
class ServiceMailIntegrationTest {
    private static final String FINE =
            """
            {"concernsWhatThePersonHasOrAskedFor": true, "promotesNothing": true, "saysNothingOfHealth": true}""";

    @LocalServerPort private int port;
    @Autowired private CareTeams teams;
    private final Neighbours.Care care = Neighbours.care();
    private final String email = care.patient().value() + "@example.org";
    private Client author;
    private Client reviewer;

    @BeforeEach
    void twoAdmins() {
        author = admin(Neighbours.newAccount());
        reviewer = admin(Neighbours.newAccount());
        Neighbours.contactPoint(care.patient(), email, "en");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> teams.between(care.partner(), care.patient()).isPresent());
    }

    @Test
    @Promise("P-28")
    void approvedWordsReachThePatientWhateverTheOptOut() throws Exception {
        for (Purpose purpose : Set.of(Purpose.PROMOTIONAL_EMAIL, Purpose.NEWSLETTER)) {
            Neighbours.consent(care.patient(), purpose, Choice.DENIED);
        }
        String template =
                template("Order {reference}", "Your order {reference} is ready since {date}.");
        reviewer.post("/mail-templates/" + template + "/review", FINE).expect(200);

        String id = ask(template, "\"reference\": \"A-17\", \"date\": \"2026-11-23\"");

        await().atMost(Duration.ofSeconds(60)).until(() -> !MailServer.mailsTo(email).isEmpty());
        var mail = MailServer.mailsTo(email).getFirst();
        assertThat(mail.getSubject()).isEqualTo("Order A-17");
        assertThat(mail.getHeader("List-Unsubscribe")).isNull();
        await().until(
                        () ->
                                author.get("/service-mails/" + id)
                                        .expect(200)
                                        .text("status")
                                        .equals("sent"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Order {reference} | Your order is ready. Get 20 % off the next one.",
                "A gift for you | Your order is ready.",
                "Order | See https://shop.example.com for more",
                "طلبك جاهز | احصل على خصم",
            })
    void aTemplateThatCarriesPromotionCannotBeBuilt(String subject, String text) {
        var answer = author.post("/mail-templates", request(subject, text)).expect(422);

        assertThat(answer.text("type")).isEqualTo("/problems/promotion-in-transactional-template");
    }

    @Test
    void wordsWithoutAReviewAreNotSent() {
        String template = template("Order", "Your order is ready.");

        author.post("/service-mails", serviceMail(template, "")).expect(409);
    }

    @Test
    void nobodyReviewsWordsOfTheirOwn() {
        String template = template("Order", "Your order is ready.");

        var answer = author.post("/mail-templates/" + template + "/review", FINE).expect(409);

        assertThat(answer.text("type")).isEqualTo("/problems/own-template");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "concernsWhatThePersonHasOrAskedFor",
                "promotesNothing",
                "saysNothingOfHealth"
            })
    void oneNoOfTheReviewerRejectsTheWordsForGoodAndIsRecorded(String no) {
        String template = template("Order", "Your order is ready.");
        try (var audit = new TopicReader(Topic.AUDIT_EVENTS)) {
            var reviewed =
                    reviewer.post(
                                    "/mail-templates/" + template + "/review",
                                    FINE.replace("\"" + no + "\": true", "\"" + no + "\": false"))
                            .expect(200);

            assertThat(reviewed.text("status")).isEqualTo("rejected");
            assertThat(audit.next(text -> text.contains(template)))
                    .contains("mail-template.review");
        }
        reviewer.post("/mail-templates/" + template + "/review", FINE).expect(409);
        author.post("/service-mails", serviceMail(template, "")).expect(409);
    }

    @Test
    void onlyKnownPlacesCanBeFilledAndAllOfThem() {
        author.post("/mail-templates", request("Order {name}", "Ready.")).expect(422);
        String template = template("Order {reference}", "Ready.");
        reviewer.post("/mail-templates/" + template + "/review", FINE).expect(200);

        author.post("/service-mails", serviceMail(template, ", \"reference\": \"FREE-GIFT\""))
                .expect(422);
        author.post("/service-mails", serviceMail(template, "")).expect(422);
        author.post(
                        "/service-mails",
                        serviceMail(template, ", \"reference\": \"50 % off, buy now\""))
                .expect(422);
    }

    @Test
    @Promise("P-05")
    void anotherPartnersTemplatesAndPatientsDoNotExist() {
        String template = template("Order", "Your order is ready.");
        reviewer.post("/mail-templates/" + template + "/review", FINE).expect(200);
        var other = Neighbours.care();
        Client stranger =
                Client.staff(port, Neighbours.newAccount(), other.partner(), "partner-admin");

        stranger.get("/mail-templates/" + template).expect(404);
        stranger.post("/mail-templates/" + template + "/review", FINE).expect(404);
        stranger.post("/service-mails", serviceMail(template, "")).expect(404);
        author.post(
                        "/service-mails",
                        serviceMail(template, "")
                                .replace(care.patient().value(), other.patient().value()))
                .expect(404);
    }

    @Test
    void whoIsNoLongerInCareGetsNothing() {
        String template = template("Order", "Your order is ready.");
        reviewer.post("/mail-templates/" + template + "/review", FINE).expect(200);
        Neighbours.relationship(care, CareRelationshipChanged.Status.ENDED, Set.of());

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> author.post("/service-mails", serviceMail(template, "")).expect(404));
    }

    private Client admin(AccountId id) {
        return Client.staff(port, id, care.partner(), "partner-admin");
    }

    private String template(String subject, String text) {
        return author.post("/mail-templates", request(subject, text))
                .expect(201)
                .text("templateId");
    }

    private static String request(String subject, String text) {
        return """
        {"kind": "order", "words": {"en": {"subject": "%s", "text": "%s"}}}"""
                .formatted(subject, text);
    }

    private String ask(String template, String facts) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () ->
                                author.post(
                                                "/service-mails",
                                                serviceMail(template, ", " + facts),
                                                email)
                                        .expect(202));
        return author.post("/service-mails", serviceMail(template, ", " + facts), email)
                .text("serviceMailId");
    }

    private String serviceMail(String template, String facts) {
        return """
        {"templateId": "%s", "patientId": "%s"%s}"""
                .formatted(template, care.patient(), facts);
    }
}
