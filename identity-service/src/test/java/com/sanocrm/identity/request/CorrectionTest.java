package com.sanocrm.identity.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.id.PrivacyRequestId;
import com.sanocrm.identity.Clients;
import com.sanocrm.identity.Clients.Answer;
import com.sanocrm.identity.IdentityTest;
import com.sanocrm.identity.account.Corrections;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestTokens;
import com.sanocrm.platform.test.TopicReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What approved corrections, and people's own, change and leave behind. */
@IdentityTest
class CorrectionTest {
    private static final String OLD = "Hassan-Canary";
    private static final String NEW = "Hasan-Corrected";
    private static final String REASON = "As the passport has it.";

    private final Clients clients;
    private final MongoDatabase store;
    private final Effects effects;
    private final PrivacyRequests requests;
    private final Words words;
    private final String support = TestTokens.token(TestTokens.newAccountId(), "support");

    @Autowired
    CorrectionTest(
            Clients clients,
            MongoDatabase store,
            Effects effects,
            PrivacyRequests requests,
            Words words) {
        this.clients = clients;
        this.store = store;
        this.effects = effects;
        this.requests = requests;
        this.words = words;
    }

    @BeforeEach
    void consentServicePublishedThePolicy() {
        clients.publishPolicy();
    }

    @Test
    @Promise("P-30")
    void anApprovedCorrectionChangesTheRecordAndTheAuditLogsDetailsHaveTheOldValueAndTheReason() {
        String account = clients.newPatient();
        Answer made = make(account, Map.of("familyName", NEW));
        String path = "/privacy-requests/" + made.text("requestId");

        Answer decided = approve(path, null);

        assertThat(decided.status()).as(decided.body().toString()).isEqualTo(200);
        assertThat(decided.body().at("/effect/status").asString("")).isEqualTo("done");
        assertThat(decided.body().at("/effect/corrections").isMissingNode()).isTrue();
        assertThat(familyName(account)).isEqualTo(NEW);
        JsonNode changes = changes(account, token(account)).body().path("items");
        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).at("/replaced/familyName").asString("")).isEqualTo(OLD);
        assertThat(changes.get(0).at("/replaced/givenName").isMissingNode()).isTrue();
        assertThat(changes.get(0).path("reason").asString("")).isEqualTo(REASON);
        String record = changes.get(0).path("eventId").asString("");
        assertThat(
                        TopicReader.await(
                                Topic.Name.AUDIT_EVENTS, 1, one -> one.value().contains(record)))
                .singleElement()
                .satisfies(
                        one ->
                                assertThat(one.value())
                                        .contains("account.correct", made.text("requestId"))
                                        .doesNotContain(OLD, NEW, REASON));
        assertThat(plain("accounts", account)).doesNotContain(OLD, NEW);
        assertThat(plain("privacy_requests", account)).doesNotContain(OLD, NEW, REASON, "values");
        assertThat(plain("audit_details", account)).isNotEmpty().doesNotContain(OLD, REASON);
    }

    @Test
    @Promise("P-30")
    void whatACrashLeftBetweenDecisionAndRecordIsCorrectedOnceByWhoeverComesFirst() {
        String account = clients.newPatient();
        Answer made = make(account, Map.of("familyName", NEW));
        String path = "/privacy-requests/" + made.text("requestId");
        approve(path, null);
        store.getCollection("privacy_requests")
                .updateOne(
                        new Document("_id", made.text("requestId")),
                        new Document("$set", new Document("effect.state", "DUE")));
        store.getCollection("privacy_requests")
                .updateOne(
                        new Document("_id", made.text("requestId")),
                        new Document("$set", new Document("effect.values", sealedAgain(made))));

        effects.settleWhatIsLeft();

        assertThat(clients.get(path, token(account)).body().at("/effect/status").asString(""))
                .isEqualTo("done");
        assertThat(familyName(account)).isEqualTo(NEW);
        JsonNode changes = changes(account, token(account)).body().path("items");
        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).at("/replaced/familyName").asString("")).isEqualTo(OLD);
    }

    @Test
    @Promise("P-30")
    void whoDecidesMayAcceptItInPartAndAPersonsOwnCorrectionLeavesDetailsToo() {
        String account = clients.newPatient();
        Answer made = make(account, Map.of("familyName", NEW, "givenName", "Somebody"));

        approve("/privacy-requests/" + made.text("requestId"), Map.of("familyName", NEW));

        Answer profile = clients.get("/accounts/me", token(account));
        assertThat(profile.text("familyName")).isEqualTo(NEW);
        assertThat(profile.text("givenName")).isEqualTo("Fatima-Canary");
        var etag = Objects.requireNonNull(profile.etag());
        var phone = clients.object(Map.of("phone", "+971500000000"));
        assertThat(clients.patch("/accounts/me", token(account), phone, etag).status())
                .isEqualTo(200);
        assertThat(clients.patch("/accounts/me", token(account), phone, etag).status())
                .isEqualTo(412);
        JsonNode changes = changes(account, token(account)).body().path("items");
        assertThat(changes).hasSize(2);
        assertThat(changes.get(0).at("/replaced/phone").asString("")).isEqualTo("+971501234567");
        assertThat(changes.get(0).has("reason")).isFalse();
        assertThat(changes.get(0).path("by").asString("")).isEqualTo(account);
    }

    @Test
    void theDetailsAreThePersonsAndCompliancesAndWhatCannotBeIsRefusedBeforeItIsDecided() {
        String account = clients.newPatient();
        String path = "/privacy-requests/" + make(account, null).text("requestId");
        var abroad = Map.of("line1", "1 Street", "city", "Berlin", "country", "DE");

        assertThat(changes(account, token(TestTokens.newAccountId())).status()).isEqualTo(404);
        assertThat(changes(account, support).status()).isEqualTo(404);
        assertThat(
                        changes(account, TestTokens.token(TestTokens.newAccountId(), "compliance"))
                                .status())
                .isEqualTo(200);
        assertThat(approve(path, Map.of()).status()).isEqualTo(422);
        assertThat(approve(path, Map.of("address", abroad)).text("type"))
                .isEqualTo("/problems/transfer-consent-required");
        assertThat(approve(path, Map.of("birthDate", "1984-05-18")).status()).isEqualTo(400);
        assertThat(clients.get(path, token(account)).text("status")).isEqualTo("received");
        assertThat(approve(path, null).text("status")).isEqualTo("approved");
        assertThat(familyName(account)).isEqualTo(OLD);
    }

    /** The corrections as they were sealed with the request. */
    private Binary sealedAgain(Answer made) {
        var request = requests.find(new PrivacyRequestId(made.text("requestId"))).orElseThrow();
        return Objects.requireNonNull(
                words.seal(
                        request.id(), request.accountId(), new Corrections(null, NEW, null, null)));
    }

    private String familyName(String account) {
        return clients.get("/accounts/me", token(account)).text("familyName");
    }

    private Answer changes(String account, String token) {
        return clients.get("/accounts/" + account + "/changes", token);
    }

    private Answer make(String account, @Nullable Map<String, ?> values) {
        var body = new HashMap<String, Object>(Map.of("type", "correction", "details", "Please"));
        if (values != null) {
            body.put("corrections", values);
        }
        Answer made = clients.post("/privacy-requests", token(account), clients.object(body));
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        return made;
    }

    private Answer approve(String path, @Nullable Map<String, ?> corrections) {
        var body = new HashMap<String, Object>(Map.of("decision", "approved", "reason", REASON));
        if (corrections != null) {
            body.put("corrections", corrections);
        }
        return clients.post(path + "/decision", support, clients.object(body));
    }

    /** What the store's files would show of a person: values, and bytes as if they were text. */
    private String plain(String collection, String account) {
        var text = new StringBuilder();
        for (Document document : store.getCollection(collection).find()) {
            if (document.toJson().contains(account)) {
                append(text, document);
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Object value) {
        switch (value) {
            case Document document ->
                    document.forEach(
                            (name, inner) -> {
                                text.append(name).append(' ');
                                append(text, inner == null ? "" : inner);
                            });
            case Iterable<?> list -> list.forEach(inner -> append(text, inner));
            case Binary bytes ->
                    text.append(new String(bytes.getData(), StandardCharsets.ISO_8859_1));
            default -> text.append(value).append(' ');
        }
    }

    private static String token(String account) {
        return TestTokens.token(account, "patient");
    }
}
