package com.sanocrm.messaging.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.Client;
import com.sanocrm.messaging.MailServer;
import com.sanocrm.messaging.MessagingIntegration;
import com.sanocrm.messaging.Neighbours;
import com.sanocrm.messaging.TopicReader;
import com.sanocrm.messaging.mail.Bounces;
import com.sanocrm.messaging.mail.ReplyAddresses;
import com.sanocrm.messaging.people.ContactPoints;
import com.sanocrm.messaging.people.People;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.RetentionContract;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@MessagingIntegration
class ReplyIntegrationTest {
    @LocalServerPort private int port;
    @Autowired private ReplyAddresses addresses;
    @Autowired private ContactPoints contactPoints;
    @Autowired private People people;
    @Autowired private Origins origins;
    @Autowired private OptOutRequests requests;
    @Autowired private Letters letters;
    @Autowired private ReplySender sender;
    @Autowired private Forgetting forgetting;
    @Autowired private MeterRegistry meters;
    @Autowired private MongoDatabase database;

    private final AccountId person = Neighbours.newAccount();
    private final AccountId supporter = Neighbours.newAccount();
    private final String email = "amina." + UUID.randomUUID() + "@example.org";
    private Client support;
    private String address;

    @BeforeEach
    void somebodyWhoGetsPromotion() {
        Neighbours.care(Neighbours.newPartner(), person, Neighbours.newAccount());
        Neighbours.contactPoint(person, email, "en");
        Neighbours.consent(person, Purpose.PROMOTIONAL_EMAIL, Choice.GRANTED);
        await().until(
                        () ->
                                contactPoints.addressIndexOf(person).isPresent()
                                        && people.find(person).isPresent());
        support = Client.support(port, supporter);
        address = addresses.address(person, Purpose.PROMOTIONAL_EMAIL);
    }

    @Test
    @Promise({"P-24", "P-26"})
    void anOptOutInThePersonsOwnWordsIsDoneAndThePersonIsToldWhenItHolds() throws Exception {
        try (var optOuts = new TopicReader(Topic.OPT_OUTS)) {
            reply(email, "I don't want these e-mails any more, thanks. Amina");

            assertThat(optOuts.next(text -> text.contains(person.value())))
                    .contains(
                            "\"purpose\":\"promotional-email\"",
                            "\"decision\":\"denied\"",
                            "\"channel\":\"email-reply\"",
                            "\"language\":\"en\"")
                    .doesNotContain("Amina", email);
        }
        await().until(() -> MailServer.waiting() == 0);
        sender.work();
        assertThat(MailServer.mailsTo(email)).isEmpty();

        Neighbours.consent(person, Purpose.PROMOTIONAL_EMAIL, Choice.DENIED);

        MimeMessage answer = onlyMail();
        assertThat(answer.getSubject()).isEqualTo("You will get no more marketing e-mails");
        assertThat(answer.getHeader("Auto-Submitted", null)).isEqualTo("auto-replied");
        assertThat(answer.getHeader("In-Reply-To", null)).isEqualTo("<" + person + "@example.org>");
        assertThat(addresses.open(answer.getReplyTo()[0].toString())).isPresent();
        assertThat(open()).isEmpty();
    }

    @Test
    @Promise("P-26")
    void theAnswerIsInTheLanguageOfThePersonsWords() throws Exception {
        reply(email, "أوقفوا هذه الرسائل");
        Neighbours.consent(person, Purpose.PROMOTIONAL_EMAIL, Choice.DENIED);

        assertThat(onlyMail().getSubject()).isEqualTo("لن تصلك الرسائل التسويقية بعد الآن");
    }

    @Test
    @Promise({"P-26", "P-27"})
    void whatIsNotClearIsDecidedByAPersonWithOneClick() throws Exception {
        reply(email, "Stop the offers but keep me posted about the clinic's hours");
        JsonNode waiting = onlyOpen();
        assertThat(waiting.path("reason").asString()).isEqualTo("mixed");
        assertThat(waiting.path("senderVerified").asBoolean()).isTrue();
        assertThat(waiting.path("suggestedPurposes").valueStream().map(JsonNode::asString))
                .containsExactly("promotional-email");
        assertThat(waiting.path("words").asString()).contains("keep me posted");
        assertThat(onlyMail().getSubject()).isEqualTo("We have your answer");

        String path = "/opt-out-requests/" + waiting.path("requestId").asString() + "/decision";
        try (var optOuts = new TopicReader(Topic.OPT_OUTS)) {
            support.post(path, "{\"decision\": \"opt-out\"}").expect(200);

            assertThat(optOuts.next(text -> text.contains(person.value())))
                    .contains(
                            "\"actorId\":\"" + supporter,
                            "\"purpose\":\"promotional-email\"",
                            "\"reference\":\"" + waiting.path("requestId").asString());
        }
        support.post(path, "{\"decision\": \"opt-out\"}").expect(200);
        support.post(path, "{\"decision\": \"dismiss\"}").expect(409);
        assertThat(open()).isEmpty();
        Neighbours.consent(person, Purpose.PROMOTIONAL_EMAIL, Choice.DENIED);
        await().atMost(Duration.ofSeconds(30)).until(() -> MailServer.mailsTo(email).size() == 2);
    }

    @Test
    @Promise("P-26")
    void theSenderThatAMailClaimsIsNotBelieved() {
        reply("stranger@example.org", "Unsubscribe");
        assertThat(onlyOpen().path("reason").asString()).isEqualTo("sender-differs");

        mail("reply@sano.example", email, "Subject: Hello", "Unsubscribe");
        await().until(() -> open().size() == 2);
        JsonNode claimed =
                open().stream()
                        .filter(one -> one.path("reason").asString().equals("no-origin"))
                        .findFirst()
                        .orElseThrow();
        assertThat(claimed.path("accountId").asString()).isEqualTo(person.value());
        assertThat(claimed.path("senderVerified").asBoolean()).isFalse();
        char first = address.charAt(6);
        mail(
                address.replace("reply+" + first, "reply+" + (first == 'a' ? 'b' : 'a')),
                email,
                "Subject: Re",
                "Unsubscribe");
        await().until(() -> open().size() == 3);
        assertThat(MailServer.mailsTo(email)).isEmpty();
    }

    @Test
    void anAnswerOfNobodyCanOnlyBeDismissed() {
        String words = "Take me off your list " + UUID.randomUUID();
        mail("reply@sano.example", "nobody@example.org", "Subject: Hello", words);
        JsonNode waiting =
                await().until(
                                () ->
                                        support.get("/opt-out-requests?limit=100")
                                                .expect(200)
                                                .body()
                                                .path("items")
                                                .valueStream()
                                                .filter(
                                                        one ->
                                                                one.path("words")
                                                                        .asString()
                                                                        .contains(words))
                                                .findFirst(),
                                java.util.Optional::isPresent)
                        .orElseThrow();
        String path = "/opt-out-requests/" + waiting.path("requestId").asString() + "/decision";

        assertThat(waiting.has("accountId")).isFalse();
        assertThat(support.post(path, "{\"decision\": \"opt-out\"}").expect(422).text("type"))
                .isEqualTo("/problems/account-unknown");
        assertThat(support.post(path, "{\"decision\": \"dismiss\"}").expect(200).text("status"))
                .isEqualTo("dismissed");
    }

    @Test
    @Promise("P-26")
    void machinesAndLoopsComeToNothing() {
        mail(address, email, "Auto-Submitted: auto-replied\nSubject: Re", "Unsubscribe");
        mail(address, email, "Precedence: bulk\nSubject: Re", "Unsubscribe");
        mail(address, "mailer-daemon@example.org", "Subject: Re", "Unsubscribe");
        await().until(() -> MailServer.waiting() == 0);
        assertThat(open()).isEmpty();

        /* A machine that does not say that it is one, and answers each mail. */
        for (int i = 0; i < 6; i++) {
            mail(address, email, "Subject: Re: " + i, "I have read your mail no. " + i);
        }
        await().until(() -> open().size() == 6);
        await().until(() -> requests.due(Instant.now()).isEmpty());
        assertThat(MailServer.mailsTo(email)).hasSize(1);
    }

    @Test
    void aReportOfFailureIsHandedOn() {
        var reported = new ArrayList<Bounces.Bounce>();
        var reception = new Reception(origins, requests, letters, List.of(reported::add), meters);

        reception.take(
                """
                From: mailer-daemon@example.org
                To: %s
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b
                Content-Type: message/delivery-status

                Final-Recipient: rfc822; x@example.org
                Action: failed
                Status: 5.1.1
                --b--
                """
                        .formatted(address)
                        .getBytes(StandardCharsets.US_ASCII),
                true,
                Instant.now());

        assertThat(reported).hasSize(1);
        assertThat(reported.getFirst().person()).isEqualTo(person);
        assertThat(reported.getFirst().purpose()).isEqualTo(Purpose.PROMOTIONAL_EMAIL);
        assertThat(reported.getFirst().permanent()).isTrue();
    }

    @Test
    @Promise("P-26")
    void hugeAndBrokenMailsAreTakenAndKeepNobodyWaiting() {
        mail(address, email, "Content-Type: multipart/mixed", "no boundary, no parts");
        String attachment =
                Base64.getMimeEncoder().encodeToString(new byte[7 * 1024 * 1024 + 512 * 1024]);
        mail(
                address,
                email,
                "Subject: Re\nContent-Type: multipart/mixed; boundary=b",
                "--b\nContent-Type: text/plain\n\nPlease stop\n--b\nContent-Type: image/png\n"
                        + "Content-Transfer-Encoding: base64\n\n"
                        + attachment
                        + "\n--b--");

        await().atMost(Duration.ofSeconds(30)).until(() -> MailServer.waiting() == 0);
        assertThat(
                        requests.inState(OptOutRequest.State.APPLIED, null, 1_000).stream()
                                .filter(one -> person.equals(one.accountId())))
                .hasSize(1);
        assertThat(onlyOpen().path("reason").asString()).isIn("empty", "unreadable", "no-request");
    }

    @Test
    @Promise("P-26")
    void theWordsAreKeptEncryptedAndTheSameMailIsOneRequest() {
        var reception = new Reception(origins, requests, letters, List.of(), meters);
        byte[] mail =
                "From: %s\nTo: %s\nMessage-ID: <a@b>\n\nMy secret words"
                        .formatted(email, address)
                        .getBytes(StandardCharsets.US_ASCII);
        reception.take(mail, true, Instant.parse("2026-11-23T10:00:00Z"));
        reception.take(mail, true, Instant.parse("2026-11-23T10:00:00Z"));

        assertThat(onlyOpen().path("words").asString()).isEqualTo("My secret words");
        for (Document stored : database.getCollection(OptOutRequests.COLLECTION).find()) {
            assertThat(stored.toJson()).doesNotContain("secret", email);
        }
    }

    @Test
    @Promise({"P-26", "P-46"})
    void thirtyDaysAfterTheyCameTheWordsOfADecidedAnswerAreForgotten() {
        var reception = new Reception(origins, requests, letters, List.of(), meters);
        Instant longAgo = Instant.parse("2026-01-01T10:00:00Z");
        byte[] mail =
                "From: %s\nTo: %s\n\nOld words"
                        .formatted(email, address)
                        .getBytes(StandardCharsets.US_ASCII);
        reception.take(mail, true, longAgo);
        String id = onlyOpen().path("requestId").asString();

        forgetting.work();
        assertThat(onlyOpen().path("words").asString()).isEqualTo("Old words");
        support.post("/opt-out-requests/" + id + "/decision", "{\"decision\": \"dismiss\"}")
                .expect(200);
        String held = heldBefore(id);
        forgetting.work();

        assertThat(requests.find(id).orElseThrow().letter()).isNull();
        assertThat(requests.find(id).orElseThrow().state())
                .isEqualTo(OptOutRequest.State.DISMISSED);
        var ofHeld = new Document("accountId", held);
        assertThat(answers().find(ofHeld)).hasSize(60).allMatch(one -> one.get("letter") != null);
        answers().deleteMany(ofHeld);
    }

    /** More than is looked at at once, all in front of it and somebody's whom a case names. */
    private String heldBefore(String id) {
        String held = RetentionContract.toldLegalHold(database).get();
        for (int i = 0; i < 60; i++) {
            var one = Objects.requireNonNull(answers().find(new Document("_id", id)).first());
            one.put("_id", "oor_" + UUID.randomUUID());
            one.put("accountId", held);
            one.get("letter", Document.class)
                    .put("keyOwner", "acc_00000000-0000-7000-8000-000000000000");
            answers().insertOne(one);
        }
        return held;
    }

    private MongoCollection<Document> answers() {
        return database.getCollection("opt_out_requests");
    }

    @Test
    @Promise("P-34")
    void onlySupportSeesTheList() {
        Client.patient(port, person).get("/opt-out-requests").expect(403);
        Client.operator(port).get("/opt-out-requests").expect(403);
        support.get("/opt-out-requests?status=nonsense").expect(422);
        support.post("/opt-out-requests/oor_none/decision", "{\"decision\": \"dismiss\"}")
                .expect(404);
        reply(email, "Hm");
        String id = onlyOpen().path("requestId").asString();
        Client.patient(port, person)
                .post("/opt-out-requests/" + id + "/decision", "{\"decision\": \"opt-out\"}")
                .expect(403);
        support.post(
                        "/opt-out-requests/" + id + "/decision",
                        "{\"decision\": \"opt-out\", \"purposes\": [\"care-communication\"]}")
                .expect(422);
    }

    private void reply(String from, String words) {
        mail(
                address,
                from,
                "Subject: Re: Flu week\nMessage-ID: <%s@example.org>".formatted(person),
                words);
    }

    private static void mail(String to, String from, String headers, String body) {
        String type =
                headers.contains("Content-Type")
                        ? ""
                        : "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n";
        MailServer.send(
                to,
                "From: %s\nTo: %s\nMIME-Version: 1.0\n%s%s\n\n%s\n"
                        .formatted(from, to, type, headers, body)
                        .getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode onlyOpen() {
        await().until(() -> !open().isEmpty());
        assertThat(open()).hasSize(1);
        return open().getFirst();
    }

    private List<JsonNode> open() {
        return support.get("/opt-out-requests?limit=100")
                .expect(200)
                .body()
                .path("items")
                .valueStream()
                .filter(one -> one.path("accountId").asString("").equals(person.value()))
                .toList();
    }

    private MimeMessage onlyMail() {
        await().atMost(Duration.ofSeconds(30)).until(() -> !MailServer.mailsTo(email).isEmpty());
        assertThat(MailServer.mailsTo(email)).hasSize(1);
        return MailServer.mailsTo(email).getFirst();
    }
}
