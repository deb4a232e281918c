package com.sanocrm.identity.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.sanocrm.contracts.ErasureStep;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ErasureId;
import com.sanocrm.contracts.id.LegalCaseId;
import com.sanocrm.identity.Clients;
import com.sanocrm.identity.Clients.Answer;
import com.sanocrm.identity.IdentityTest;
import com.sanocrm.platform.erasure.ErasureLedger;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestKeycloak;
import com.sanocrm.platform.test.TestTokens;
import com.sanocrm.platform.test.TopicReader;
import com.sanocrm.transparency.SignedNote;
import com.sanocrm.transparency.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The end of an account, with the other services' part played by the test. */
@IdentityTest
class ErasureTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Clients clients;
    private final MongoDatabase store;
    private final OtherServices others;
    private final ErasureLedger ledger;

    @Autowired
    ErasureTest(Clients clients, MongoDatabase store, JsonMapper json, ErasureLedger ledger) {
        this.ledger = ledger;
        this.clients = clients;
        this.store = store;
        this.others = new OtherServices(json);
    }

    @BeforeEach
    void consentServicePublishedThePolicy() {
        clients.publishPolicy();
    }

    @Test
    @Promise("P-45")
    void aPersonIsToldBeforeThatTheAccountEndsAndWhatStaysByWhichLawUntilWhen() {
        String account = clients.newPatient();

        Answer preview = clients.get("/accounts/me/erasure-preview", token(account));

        assertThat(preview.status()).as(preview.body().toString()).isEqualTo(200);
        assertThat(preview.body().path("deletesAccount").asBoolean()).isTrue();
        assertThat(preview.body().path("reversible").asBoolean()).isFalse();
        assertThat(preview.body().path("onHold").asBoolean()).isFalse();
        assertThat(preview.body().path("erased").findValuesAsString("dataClass"))
                .contains("profile", "login", "messages");
        JsonNode kept = preview.body().path("kept");
        assertThat(kept.findValuesAsString("dataClass"))
                .contains("audit-records", "consent-evidence")
                .doesNotContain("health-record-of-the-clinic");
        assertThat(kept.get(0).path("law").asString("")).contains("164.316");
        assertThat(kept.get(0).path("until").asString("")).matches("20\\d\\d-\\d\\d-\\d\\d");
        assertThat(clients.get("/accounts/me", token(account)).status()).isEqualTo(200);
    }

    @Test
    @Promise({"P-32", "P-33"})
    void deletingTheAccountEndsInASignedCertificateAndLeavesNothingOfThePerson() throws Exception {
        String email = Clients.newEmail();
        var form = clients.form(email);
        String account = clients.post("/registrations", null, form).text("accountId");
        AccountId id = new AccountId(account);

        assertThat(TestKeycloak.logIn(email, Clients.PASSWORD).statusCode()).isEqualTo(200);

        Answer deleted = clients.delete("/accounts/me", token(account));
        assertThat(deleted.status()).as(deleted.body().toString()).isEqualTo(202);
        String erasure = "/erasures/" + deleted.text("erasureId");
        assertThat(clients.delete("/accounts/me", token(account)).text("erasureId"))
                .isEqualTo(deleted.text("erasureId"));
        assertThat(clients.get("/accounts/me", token(account)).status()).isEqualTo(404);
        others.confirm(id, ErasureStep.DESTROY_KEYS);
        await().atMost(PATIENCE)
                .until(
                        () -> clients.get(erasure, token(account)).text("status"),
                        "cleaning-up"::equals);
        assertThat(clients.get(erasure, token(account)).body().has("certificate")).isFalse();
        others.confirm(id, ErasureStep.CLEAN_UP);
        await().atMost(PATIENCE)
                .until(
                        () -> clients.get(erasure, token(account)).text("status"),
                        "completed"::equals);

        Answer done = clients.get(erasure, compliance());
        assertThat(done.body().path("services").path("messaging-service").path("records").asInt())
                .isEqualTo(7);
        String note = done.text("certificate");
        var key =
                VerificationKey.parse(
                        clients.get("/erasures/certificate-key", compliance()).text("vkey"));
        assertThat(SignedNote.parse(note).isSignedBy(key)).isTrue();
        assertThat(note)
                .contains(
                        account, "\"kept.audit-records.law\"", "service.identity-service.records");
        assertThat(auditRecord("erasure.certify", account)).contains("sha256:" + sha256(note));
        var login = TestKeycloak.logIn(email, Clients.PASSWORD);
        assertThat(login.body()).contains("Invalid user credentials");
        assertThat(exists("accounts", account)).isFalse();
        assertThat(hasKey("data_keys", account)).isFalse();
        assertThat(hasKey("identifier_keys", account)).isFalse();
        TopicReader.awaitEnd(Topic.Name.ACCOUNTS, account);
        TopicReader.awaitEnd(Topic.Name.CONTACT_POINTS, account);
        assertThat(clients.post("/registrations", null, form).status()).isEqualTo(201);
    }

    @Test
    @Promise("P-32")
    void whatALegalProcessHoldsIsErasedOnlyAfterItsEnd() {
        String account = clients.newPatient();
        var legalCase = new LegalCaseId(LegalCaseId.PREFIX + "_" + UUID.randomUUID());
        others.hold(legalCase, 1, Set.of(new AccountId(account)));
        await().atMost(PATIENCE)
                .until(
                        () ->
                                clients.get("/accounts/me/erasure-preview", token(account))
                                        .body()
                                        .path("onHold")
                                        .asBoolean());

        Answer deleted = clients.delete("/accounts/me", token(account));
        String erasure = "/erasures/" + deleted.text("erasureId");
        assertThat(deleted.text("status")).isEqualTo("held");
        assertThat(clients.get("/accounts/me", token(account)).status()).isEqualTo(404);
        assertThat(hasKey("data_keys", account)).isTrue();

        others.hold(legalCase, 2, Set.of());
        await().atMost(PATIENCE).until(() -> !hasKey("data_keys", account));
        assertThat(clients.get(erasure, token(account)).text("status"))
                .isEqualTo("destroying-keys");
    }

    /** The drill: what a backup of before the erasure holds is put back, and the service opened. */
    @Test
    @Promise("P-32")
    void aRestoredStoreIsErasedAgainBeforeItOpensAndTakesTheLostErasureUp() {
        String account = clients.newPatient();
        AccountId id = new AccountId(account);
        Document held = found("accounts", account);
        Document key = found("data_keys", account);
        String erasure =
                "/erasures/" + clients.delete("/accounts/me", token(account)).text("erasureId");
        completed(id, erasure);
        String name = ErasureId.of(id).value();
        store.getCollection("erasures").deleteOne(Filters.eq("_id", name));
        store.getCollection("erasure_tasks").deleteOne(Filters.eq("_id", name));
        store.getCollection("data_keys").replaceOne(Filters.eq("_id", account), key);
        /* A process that starts on a restored store remembers nothing of what was sent. */
        store.getCollection("accounts")
                .insertOne(held.append("version", 0L).append("outbox", List.of()));
        assertThat(exists("accounts", account)).as("the backup holds the person").isTrue();
        assertThat(hasKey("data_keys", account)).isTrue();

        ledger.start();

        assertThat(exists("accounts", account)).isFalse();
        assertThat(hasKey("data_keys", account)).isFalse();
        assertThat(clients.get("/accounts/me", token(account)).status()).isEqualTo(404);
        assertThat(clients.get(erasure, compliance()).text("status"))
                .as("everybody is asked again, to a new certificate")
                .isEqualTo("destroying-keys");
    }

    @Test
    @Promise("P-32")
    void anOrderThatARepairOfTheLedgerGaveIsTakenUpWhileTheServiceRuns() {
        String account = clients.newPatient();
        AccountId id = new AccountId(account);

        others.orderedByRepair(id);

        String erasure = "/erasures/" + ErasureId.of(id).value();
        await().atMost(PATIENCE)
                .until(() -> clients.get("/accounts/me", token(account)).status() == 404);
        await().atMost(PATIENCE).until(() -> clients.get(erasure, compliance()).status() == 200);
        completed(id, erasure);
        assertThat(exists("accounts", account)).isFalse();
        assertThat(hasKey("data_keys", account)).isFalse();
    }

    private void completed(AccountId id, String erasure) {
        others.confirm(id, ErasureStep.DESTROY_KEYS);
        await().atMost(PATIENCE)
                .until(
                        () -> clients.get(erasure, compliance()).text("status"),
                        "cleaning-up"::equals);
        others.confirm(id, ErasureStep.CLEAN_UP);
        await().atMost(PATIENCE)
                .until(
                        () -> clients.get(erasure, compliance()).text("status"),
                        "completed"::equals);
    }

    private Document found(String collection, String id) {
        return Objects.requireNonNull(
                store.getCollection(collection).find(Filters.eq("_id", id)).first());
    }

    @Test
    void nobodyConfirmsForAnother() {
        String account = clients.newPatient();
        AccountId id = new AccountId(account);
        String erasure =
                "/erasures/" + clients.delete("/accounts/me", token(account)).text("erasureId");

        others.confirm(id, ErasureStep.DESTROY_KEYS, "messaging-service", "analytics-service");
        others.confirm(id, ErasureStep.DESTROY_KEYS, "consent-service", "consent-service");

        await().atMost(PATIENCE)
                .until(() -> status(erasure, account, "consent-service"), "keys-destroyed"::equals);
        assertThat(status(erasure, account, "messaging-service")).isEqualTo("pending");
    }

    @Test
    void anErasureIsNobodyElses() {
        String account = clients.newPatient();
        String erasure =
                "/erasures/" + clients.delete("/accounts/me", token(account)).text("erasureId");

        assertThat(clients.get(erasure, token(TestTokens.newAccountId())).status()).isEqualTo(404);
        assertThat(clients.get(erasure, Clients.operator()).status()).isEqualTo(404);
        assertThat(clients.get(erasure, compliance()).status()).isEqualTo(200);
        assertThat(clients.delete("/accounts/me", token(TestTokens.newAccountId())).status())
                .isEqualTo(404);
    }

    private String status(String erasure, String account, String service) {
        return clients.get(erasure, token(account))
                .body()
                .path("services")
                .path(service)
                .path("status")
                .asString("");
    }

    private boolean exists(String collection, String id) {
        return store.getCollection(collection).find(Filters.eq("_id", id)).first() != null;
    }

    private boolean hasKey(String collection, String id) {
        var found = store.getCollection(collection).find(Filters.eq("_id", id)).first();
        return found != null && found.containsKey("key");
    }

    private static String auditRecord(String action, String account) {
        return TopicReader.await(
                        Topic.Name.AUDIT_EVENTS,
                        1,
                        one -> one.value().contains(action) && one.value().contains(account))
                .getFirst()
                .value();
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(
                        MessageDigest.getInstance("SHA-256")
                                .digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String token(String account) {
        return TestTokens.token(account, "patient");
    }

    private static String compliance() {
        return TestTokens.token(TestTokens.newAccountId(), "compliance");
    }
}
