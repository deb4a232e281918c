package com.sanocrm.consent.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sanocrm.consent.Client;
import com.sanocrm.consent.ConsentServiceTest;
import com.sanocrm.consent.Neighbours;
import com.sanocrm.contracts.Channel;
import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.ChoiceTaken;
import com.sanocrm.contracts.events.ObjectionUpheld;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PrivacyRequestId;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestTokens;
import com.sanocrm.platform.test.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Choices that messaging-service takes in, such as replies to a mail. */
@ConsentServiceTest
class TakenChoiceTest {
    @Autowired private Client client;
    @Autowired private Neighbours neighbours;

    private final AccountId patient = new AccountId(TestTokens.newAccountId());
    private final String token = TestTokens.token(patient.value(), "patient");

    @BeforeEach
    void everyServiceEnforces() {
        neighbours.enforcing(Neighbours.ALL);
    }

    @Test
    @Promise("P-26")
    void anOptOutByReplyIsRecordedAndPublishedOnce() throws Exception {
        client.put("/consents/me/newsletter", token, "{\"decision\": \"granted\"}");
        ChoiceTaken reply = reply("newsletter", UUID.randomUUID().toString());

        neighbours.publish(reply, 1);
        neighbours.publish(reply, 2);
        neighbours.publish(reply("promotional-email", UUID.randomUUID().toString()), 3);

        await().atMost(Duration.ofSeconds(60)).until(() -> history().size() == 3);
        JsonNode recorded = history().get(1);
        assertThat(recorded.get("purpose").asString()).isEqualTo("newsletter");
        assertThat(recorded.get("decision").asString()).isEqualTo("denied");
        assertThat(recorded.get("channel").asString()).isEqualTo("email-reply");
        assertThat(recorded.get("reference").asString()).isEqualTo("reply-1");
        var states =
                TopicReader.await(
                        Topic.CONSENT_STATE.wireName(),
                        3,
                        event -> patient.value().equals(event.key()));
        assertThat(states.getLast().value()).contains("\"newsletter\":\"denied\"");
    }

    @Test
    @Promise("P-24")
    void anObjectionDeniesItsPurposesOnceAndALaterGrantStands() throws Exception {
        client.put("/consents/me/research", token, "{\"decision\": \"granted\"}");
        var objection =
                new ObjectionUpheld(
                        patient,
                        Set.of("research", "usage-analytics"),
                        new PrivacyRequestId("prq_" + UUID.randomUUID()),
                        Instant.now().truncatedTo(ChronoUnit.MILLIS));

        neighbours.publish(objection, 1);

        await().atMost(Duration.ofSeconds(60)).until(() -> history().size() == 3);
        assertThat(history().get(1).get("decision").asString()).isEqualTo("denied");
        assertThat(history().get(1).get("channel").asString()).isEqualTo("privacy-request");
        assertThat(history().get(1).get("reference").asString())
                .isEqualTo(objection.requestId().value());
        client.put("/consents/me/research", token, "{\"decision\": \"granted\"}");
        neighbours.publish(objection, 2);
        neighbours.publish(reply("newsletter", UUID.randomUUID().toString()), 3);
        await().atMost(Duration.ofSeconds(60)).until(() -> history().size() == 5);
        var states =
                TopicReader.await(
                        Topic.CONSENT_STATE.wireName(),
                        5,
                        event -> patient.value().equals(event.key()));
        assertThat(states.getLast().value())
                .contains("\"research\":\"granted\"", "\"usage-analytics\":\"denied\"");
    }

    @Test
    void whatNamesNoPurposeGoesToTheDeadLettersAndStopsNothing() throws Exception {
        neighbours.publish(reply("care-communication", UUID.randomUUID().toString()), 1);
        neighbours.publish(reply("newsletter", "not an id"), 2);
        neighbours.publish(reply("newsletter", UUID.randomUUID().toString()), 3);

        await().atMost(Duration.ofSeconds(60)).until(() -> history().size() == 1);
        assertThat(
                        TopicReader.await(
                                Topic.OPT_OUTS.deadLetterName(),
                                2,
                                event -> patient.value().equals(event.key())))
                .hasSize(2);
    }

    private JsonNode history() throws Exception {
        return client.get("/consents/me/history", token).body().get("items");
    }

    private ChoiceTaken reply(String purpose, String evidenceId) {
        return new ChoiceTaken(
                patient,
                purpose,
                Choice.DENIED,
                Channel.EMAIL_REPLY,
                null,
                "reply-1",
                "en",
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                evidenceId);
    }
}
