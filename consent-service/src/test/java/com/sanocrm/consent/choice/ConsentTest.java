package com.sanocrm.consent.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sanocrm.consent.Client;
import com.sanocrm.consent.ConsentServiceTest;
import com.sanocrm.consent.Neighbours;
import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestTokens;
import com.sanocrm.platform.test.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ConsentServiceTest
class ConsentTest {
    private static final String DENIED = "{\"decision\": \"denied\"}";
    private static final String GRANTED = "{\"decision\": \"granted\"}";

    @Autowired private Client client;
    @Autowired private Neighbours neighbours;

    private final AccountId patient = new AccountId(TestTokens.newAccountId());
    private final String token = TestTokens.token(patient.value(), "patient");
    private final String support = TestTokens.token(TestTokens.newAccountId(), "support");

    @BeforeEach
    void everyServiceEnforces() {
        neighbours.enforcing(Neighbours.ALL);
    }

    @Test
    @Promise("P-24")
    void optOutIsAcknowledgedOnlyWhenEveryServiceEnforcesIt() throws Exception {
        neighbours.enforcing(Set.of("messaging-service"));

        var behind = client.put("/consents/me/promotional-email", token, DENIED);

        assertThat(behind.status()).isEqualTo(202);
        assertThat(behind.body().get("enforced").asBoolean()).isFalse();
        assertThat(behind.body().get("pending"))
                .extracting(JsonNode::asString)
                .containsExactly("analytics-service");

        neighbours.enforcing(Neighbours.ALL);
        var enforced = client.put("/consents/me/promotional-email", token, DENIED);

        assertThat(enforced.status()).isEqualTo(200);
        assertThat(enforced.body().get("enforced").asBoolean()).isTrue();
        assertThat(enforced.text("enforcedAt")).endsWith("Z");
        assertThat(enforced.body().get("version").asLong())
                .isEqualTo(behind.body().get("version").asLong());
    }

    @Test
    @Promise("P-02")
    void theBoxesOfTheRegistrationFormAreKeptAsEvidence() throws Exception {
        Instant registered = Instant.parse("2026-11-23T10:00:00Z");
        var boxes = Map.of("promotional-email", Choice.GRANTED, "research", Choice.DENIED);
        neighbours.account(patient, null, boxes, registered, 1);
        neighbours.account(patient, null, boxes, registered, 1);
        neighbours.account(patient, null, boxes, registered, 2);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> {
                            var items =
                                    client.get("/consents/me/history", token).body().get("items");
                            assertThat(items).hasSize(2);
                            for (JsonNode choice : items) {
                                assertThat(choice.get("channel").asString())
                                        .isEqualTo("registration-form");
                                assertThat(choice.get("policyVersion").asString())
                                        .isEqualTo("2026-11-23");
                                assertThat(choice.get("at").asString())
                                        .isEqualTo("2026-11-23T10:00:00.000Z");
                            }
                        });
        var states =
                TopicReader.await(
                        Topic.CONSENT_STATE.wireName(),
                        1,
                        event -> patient.value().equals(event.key()));
        assertThat(states.getFirst().value()).contains("\"promotional-email\":\"granted\"");
    }

    @Test
    @Promise("P-28")
    void careMessagesAndAccountNoticesCannotBeRefused() throws Exception {
        assertThat(client.put("/consents/me/care-communication", token, DENIED).status())
                .isEqualTo(422);
        assertThat(client.put("/consents/me/account-notices", token, DENIED).status())
                .isEqualTo(422);
        assertThat(client.put("/consents/me/no-such-purpose", token, DENIED).status())
                .isEqualTo(404);
    }

    @Test
    void whatHeldAtATimeCanBeAsked() throws Exception {
        client.put("/consents/me/newsletter", token, GRANTED);
        String granted =
                client.get("/consents/me/history", token)
                        .body()
                        .get("items")
                        .get(0)
                        .get("at")
                        .asString();
        client.put("/consents/me/newsletter", token, DENIED);

        var then = client.get("/consents/me/history?at=" + granted, token).body();
        var now = client.get("/consents/me", token).body();

        assertThat(then.get("choices").get("newsletter").asString()).isEqualTo("granted");
        assertThat(now.get("version").asLong()).isEqualTo(2);
        assertThat(now.get("items").get(3).get("decision").asString()).isEqualTo("denied");
        assertThat(now.get("items").get(3).get("permitted").asBoolean()).isFalse();
    }

    @Test
    @Promise("P-27")
    void anOptOutThatCameToSupportLeavesTheSameEvidenceOnce() throws Exception {
        client.put("/consents/me/newsletter", token, GRANTED);
        String path = "/consents/" + patient + "/newsletter";
        String call = "{\"decision\": \"denied\", \"channel\": \"phone\", \"reference\": \"T-17\"}";
        String key = UUID.randomUUID().toString();

        var first = client.post(path, support, call, "Idempotency-Key", key);
        var again = client.post(path, support, call, "Idempotency-Key", key);

        assertThat(first.status()).isEqualTo(200);
        assertThat(again.body().get("version")).isEqualTo(first.body().get("version"));
        var newest =
                client.get("/consents/" + patient + "/history", support).body().get("items").get(0);
        assertThat(newest.get("channel").asString()).isEqualTo("support");
        assertThat(newest.get("medium").asString()).isEqualTo("phone");
        assertThat(newest.get("reference").asString()).isEqualTo("T-17");
        assertThat(client.post(path, support, call.replace("denied", "granted")).status())
                .isEqualTo(422);
        assertThat(
                        client.post(
                                        "/consents/" + TestTokens.newAccountId() + "/newsletter",
                                        support,
                                        call)
                                .status())
                .isEqualTo(404);
    }

    @Test
    void nobodyButTheOwnerSupportAndComplianceSeesAHistory() throws Exception {
        client.put("/consents/me/newsletter", token, GRANTED);
        String path = "/consents/" + patient + "/history";
        String clinician = TestTokens.token(TestTokens.newAccountId(), "clinician");
        String compliance = TestTokens.token(TestTokens.newAccountId(), "compliance");

        assertThat(client.get(path, clinician).status()).isEqualTo(403);
        assertThat(client.get(path, null).status()).isEqualTo(401);
        assertThat(client.get(path, compliance).status()).isEqualTo(200);
        assertThat(client.get("/consents/acc_nobody/history", compliance).status()).isEqualTo(404);
    }

    @Test
    void badInputIsRefusedAndRecordsNothing() throws Exception {
        String path = "/consents/me/newsletter";

        assertThat(client.put(path, token, "{\"decision\": \"maybe\"}").status()).isEqualTo(422);
        assertThat(client.put(path, token, "{}").status()).isEqualTo(422);
        assertThat(client.put(path, token, "{\"decision\"").status()).isEqualTo(400);
        assertThat(client.put(path, token, "{\"decision\": \"granted\", \"x\": 1}").status())
                .isEqualTo(400);
        assertThat(client.get("/consents/me/history", token).body().get("items")).isEmpty();
    }
}
