package com.sanocrm.messaging.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.AccountChanged;
import com.sanocrm.contracts.events.CareRelationshipChanged.Status;
import com.sanocrm.messaging.Client;
import com.sanocrm.messaging.MessagingIntegration;
import com.sanocrm.messaging.Neighbours;
import com.sanocrm.messaging.Talk;
import com.sanocrm.messaging.TopicReader;
import com.sanocrm.platform.test.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Set;
import org.bson.BsonDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@MessagingIntegration
class ConversationIntegrationTest {
    @LocalServerPort private int port;
    @Autowired private MongoDatabase database;
    private Talk talk;

    @BeforeEach
    void open() {
        talk = Talk.open(port);
    }

    @Test
    void patientAndClinicianReadWhatTheOtherWrote() {
        talk.say(talk.patient(), "Does it heal?");
        talk.say(talk.clinician(), "Yes.\\nRest it.");

        var seen = talk.patient().get(talk.path() + "/messages").expect(200).body().path("items");

        assertThat(seen.get(0).path("body").asString()).isEqualTo("Yes.\nRest it.");
        assertThat(seen.get(1).path("body").asString()).isEqualTo("Does it heal?");
    }

    @Test
    @Promise("P-06")
    void withoutACareRelationshipThereIsNoConversation() {
        var stranger = Client.patient(port, Neighbours.newAccount());
        var request =
                "{\"partnerId\": \"%s\", \"subject\": \"a\", \"category\": \"other\"}"
                        .formatted(talk.care().partner());

        stranger.post("/conversations", request).expect(404);
    }

    @Test
    @Promise("P-06")
    void aClinicianOutsideTheCareTeamIsNotOffered() {
        var request =
                "{\"partnerId\": \"%s\", \"clinicianId\": \"%s\", \"subject\": \"a\", \"category\": \"other\"}"
                        .formatted(talk.care().partner(), Neighbours.newAccount());

        talk.patient().post("/conversations", request).expect(404);
    }

    @Test
    @Promise({"P-05", "P-34"})
    void aClinicianOfAnotherPartnerGets404AndTheRefusalIsRecorded() {
        Talk other = Talk.open(port);
        try (var audit = new TopicReader(Topic.AUDIT_EVENTS)) {
            other.clinician().get(talk.path() + "/messages").expect(404);
            other.clinician().post(talk.path() + "/messages", "{\"body\": \"x\"}").expect(404);

            assertThat(audit.next(record -> record.contains("\"refused\"")))
                    .contains(other.care().clinician().value(), talk.id(), "message.read");
        }
    }

    @Test
    void anEndedRelationshipShutsTheClinicianOutAndLeavesThePatientReading() {
        talk.say(talk.clinician(), "Farewell");

        Neighbours.relationship(talk.care(), Status.ENDED, Set.of(talk.care().clinician()));

        await().until(
                        () -> talk.clinician().get(talk.path() + "/messages").status(),
                        status -> status == 404);
        talk.patient().get(talk.path() + "/messages").expect(200);
        var refused =
                talk.patient().post(talk.path() + "/messages", "{\"body\": \"x\"}").expect(409);
        assertThat(refused.text("type")).isEqualTo("/problems/care-relationship-ended");
    }

    @Test
    @Promise("P-04")
    void aQuarantinedPatientIsOutOfTheClinicsSightAndShutOut() {
        Neighbours.account(
                talk.care().patient(),
                AccountChanged.Status.QUARANTINED,
                AccountChanged.Role.PATIENT,
                null);

        await().until(
                        () -> talk.clinician().get(talk.path() + "/messages").status(),
                        status -> status == 404);
        assertThat(talk.clinician().get("/conversations").expect(200).body().path("items"))
                .isEmpty();
        await().until(() -> talk.patient().get("/conversations").status(), status -> status == 404);
        talk.patient().get(talk.path() + "/messages").expect(404);
        talk.patient().post(talk.path() + "/messages", "{\"body\": \"x\"}").expect(404);
    }

    @Test
    void theClinicSeesOfWhoHasTheProcessingRestrictedWhatIsWrittenSinceAndCareGoesOn() {
        String before = talk.say(talk.patient(), "Before");
        var path = talk.path() + "/messages";
        Neighbours.restricted(talk.care().patient(), Instant.now().plusMillis(1));
        await().until(
                        () -> talk.clinician().get(path).expect(200).body().path("items"),
                        items -> items.isEmpty());

        String after = talk.say(talk.patient(), "After");

        talk.say(talk.clinician(), "Answer");
        var seen = talk.clinician().get(path).expect(200).body().path("items");
        assertThat(seen).hasSize(2);
        assertThat(seen.get(1).path("messageId").asString()).isEqualTo(after);
        assertThat(talk.clinician().get(talk.path()).expect(200).body().has("subject")).isFalse();
        var listed = talk.clinician().get("/conversations").expect(200).body().path("items");
        assertThat(listed.get(0).has("subject")).isFalse();
        assertThat(listed.get(0).has("restrictedSince")).isTrue();
        var own = talk.patient().get(path).expect(200).body().path("items");
        assertThat(own).hasSize(3);
        assertThat(own.get(2).path("messageId").asString()).isEqualTo(before);
        assertThat(talk.patient().get(talk.path()).expect(200).body().has("subject")).isTrue();

        Neighbours.restricted(talk.care().patient(), null);
        await().until(
                        () -> talk.clinician().get(path).expect(200).body().path("items").size(),
                        size -> size == 3);
    }

    @Test
    @Promise("P-34")
    void sendingAndReadingAreRecorded() {
        try (var audit = new TopicReader(Topic.AUDIT_EVENTS)) {
            String message = talk.say(talk.patient(), "recorded");
            audit.next(text -> text.contains("message.send") && text.contains(message));

            talk.clinician().get(talk.path() + "/messages").expect(200);
            assertThat(
                            audit.next(
                                    text ->
                                            text.contains("message.read")
                                                    && text.contains(talk.id())))
                    .contains(
                            talk.care().clinician().value(),
                            talk.care().patient().value(),
                            "TREAT");
        }
    }

    @Test
    @Promise("P-07")
    void storedBytesHoldNoPlainText() {
        talk.say(talk.patient(), "It hurts below the patella");

        var stored = new ArrayList<String>();
        for (String name : database.listCollectionNames()) {
            database.getCollection(name, BsonDocument.class)
                    .find()
                    .forEach(
                            document -> {
                                stored.add(document.toJson());
                                document.values().stream()
                                        .filter(org.bson.BsonValue::isBinary)
                                        .forEach(
                                                value ->
                                                        stored.add(
                                                                new String(
                                                                        value.asBinary().getData(),
                                                                        java.nio.charset
                                                                                .StandardCharsets
                                                                                .ISO_8859_1)));
                            });
        }
        assertThat(stored).anyMatch(text -> text.contains(talk.id()));
        assertThat(stored).noneMatch(text -> text.contains("patella"));
        assertThat(stored).noneMatch(text -> text.contains(Talk.SUBJECT));
    }

    @Test
    void theListShowsWhatIsUnreadAndReceiptsClearIt() {
        talk.say(talk.clinician(), "one");
        String second = talk.say(talk.clinician(), "two");
        assertThat(unread()).isEqualTo(2);

        talk.patient().post(talk.path() + "/read", "{\"upTo\": \"" + second + "\"}").expect(204);

        assertThat(unread()).isZero();
        var receipts = talk.clinician().get(talk.path()).expect(200).body().path("receipts");
        assertThat(receipts.get(0).path("upTo").asString()).isEqualTo(second);
    }

    private int unread() {
        return talk.patient()
                .get("/conversations")
                .expect(200)
                .body()
                .path("items")
                .get(0)
                .path("unread")
                .asInt();
    }

    @Test
    void aNewMessageMovesItsConversationUp() {
        var later = Talk.open(port, talk.care());
        assertThat(first()).isEqualTo(later.id());

        talk.say(talk.patient(), "still there?");

        await().atMost(Duration.ofSeconds(60)).until(this::first, talk.id()::equals);
    }

    private String first() {
        return talk.patient()
                .get("/conversations?limit=1")
                .expect(200)
                .body()
                .path("items")
                .get(0)
                .path("conversationId")
                .asString();
    }

    @Test
    void messagesPageByCursorWithoutGapOrRepeat() {
        var sent = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            sent.addFirst(talk.say(talk.patient(), "message " + i));
        }

        var seen = new ArrayList<String>();
        String cursor = "";
        do {
            var page = talk.patient().get(talk.path() + "/messages?limit=2" + cursor).expect(200);
            page.body().path("items").forEach(item -> seen.add(item.path("messageId").asString()));
            cursor = page.body().path("next").isNull() ? "" : "&cursor=" + page.text("next");
        } while (!cursor.isEmpty());

        assertThat(seen).isEqualTo(sent);
    }

    @Test
    void aRepeatedRequestSendsOneMessage() {
        var first = talk.patient().post(talk.path() + "/messages", "{\"body\": \"once\"}", "k1");
        var again = talk.patient().post(talk.path() + "/messages", "{\"body\": \"once\"}", "k1");

        assertThat(again.expect(201).body()).isEqualTo(first.expect(201).body());
        assertThat(talk.patient().get(talk.path() + "/messages").body().path("items")).hasSize(1);
        talk.patient().post(talk.path() + "/messages", "{\"body\": \"other\"}", "k1").expect(409);
    }

    @Test
    void badInputIsRefusedAndNothingIsStored() {
        String path = talk.path() + "/messages";

        talk.patient().post(path, "{\"body\": \"\"}").expect(422);
        talk.patient().post(path, "{\"body\": \"" + "x".repeat(20_001) + "\"}").expect(422);
        talk.patient().post(path, "{\"body\": \"a\\u0000b\"}").expect(422);
        talk.patient().post(path, "{\"body\": \"a\", \"attachmentIds\": [\"x\"]}").expect(422);
        talk.patient().post(path, "{\"body\": \"a\", \"senderId\": \"x\"}").expect(400);
        talk.patient().post(path, "{\"body\": 7}").expect(400);
        talk.patient().post(path, "{").expect(400);
        talk.patient().get("/conversations/none/messages").expect(404);
        talk.patient().get("/conversations?cursor=!").expect(400);
        talk.patient()
                .post(
                        talk.path() + "/read",
                        "{\"upTo\": \"msg_" + java.util.UUID.randomUUID() + "\"}")
                .expect(422);

        assertThat(talk.patient().get(path).body().path("items")).isEmpty();
    }

    @Test
    void theClinicClosesAndAssigns() {
        var admin =
                Client.staff(port, Neighbours.newAccount(), talk.care().partner(), "partner-admin");
        String assignee = "{\"clinicianId\": \"" + talk.care().clinician() + "\"}";

        talk.patient().post(talk.path() + "/assign", assignee).expect(403);
        admin.post(talk.path() + "/assign", assignee).expect(204);
        talk.clinician().post(talk.path() + "/close", "{}").expect(204);

        var shown = talk.patient().get(talk.path()).expect(200);
        assertThat(shown.text("status")).isEqualTo("closed");
        assertThat(shown.text("assigneeId")).isEqualTo(talk.care().clinician().value());
        talk.patient().post(talk.path() + "/messages", "{\"body\": \"x\"}").expect(409);
    }
}
