package com.sanocrm.identity.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.id.PrivacyRequestId;
import com.sanocrm.identity.Clients;
import com.sanocrm.identity.Clients.Answer;
import com.sanocrm.identity.IdentityTest;
import com.sanocrm.platform.test.ExportedPart;
import com.sanocrm.platform.test.FhirR4;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestTokens;
import com.sanocrm.platform.test.TopicReader;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All that is held of a person, with the other services' parts played by the test. */
@IdentityTest
class ExportTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Clients clients;
    private final MongoDatabase store;
    private final JsonMapper json;

    @Autowired
    ExportTest(Clients clients, MongoDatabase store, JsonMapper json) {
        this.clients = clients;
        this.store = store;
        this.json = json;
    }

    @BeforeEach
    void consentServicePublishedThePolicy() {
        clients.publishPolicy();
    }

    @Test
    @Promise("P-29")
    void aPersonGetsAllTheirDataFromEveryServiceInOnePackage() {
        String email = Clients.newEmail();
        String account =
                clients.post("/registrations", null, clients.form(email)).text("accountId");
        String somebodyElse = clients.newPatient();
        String path = "/privacy-requests/" + make(account, "access");

        assertThat(clients.get(path + "/export", token(account)).text("type"))
                .isEqualTo("/problems/export-not-ready");
        OtherParts others = approve(path);
        assertThat(clients.get(path + "/export", token(account)).status()).isEqualTo(409);
        OtherParts.NAMES.forEach(others::give);
        awaitStatus(path, account, "ready");
        HttpResponse<byte[]> answer = clients.download(path + "/export", token(account));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/zip");
        Map<String, String> files = ExportedPart.files(answer.body());
        assertThat(files)
                .containsOnlyKeys(
                        "identity.json",
                        "messaging.json",
                        "consent.json",
                        "audit.json",
                        "fhir-bundle.json",
                        "manifest.json");
        demandManifestHolds(files);
        JsonNode own = json.readTree(files.get("identity.json"));
        assertThat(own.path("profile").path(0).path("email").asString("")).isEqualTo(email);
        assertThat(own.path("profile").path(0).path("socialSecurityNumber").asString(""))
                .isEqualTo("***-**-****");
        assertThat(own.path("privacyRequests")).hasSize(1);
        assertThat(files.get("messaging.json")).contains("messaging-service-Canary");
        String bundle = java.util.Objects.requireNonNull(files.get("fhir-bundle.json"));
        assertThat(FhirR4.errors(bundle)).isEmpty();
        assertThat(json.readTree(bundle).path("entry")).hasSize(4);
        assertThat(files.values()).noneMatch(text -> text.contains(somebodyElse));
        assertThat(
                        TopicReader.await(
                                Topic.Name.AUDIT_EVENTS,
                                1,
                                one ->
                                        one.value().contains("privacy-request.export\"")
                                                && one.value().contains(account)))
                .isNotEmpty();
        assertThat(clients.download(path + "/export", token(account)).statusCode()).isEqualTo(200);
        assertThat(clients.get(path + "/export", token(somebodyElse)).status()).isEqualTo(404);
        String support = TestTokens.token(TestTokens.newAccountId(), "support");
        assertThat(clients.get(path + "/export", support).status()).isEqualTo(404);
    }

    @Test
    @Promise("P-29")
    void whatIsNotWholeIsNoExportAndTheServiceThatIsMissingIsNamed() {
        String account = clients.newPatient();
        String path = "/privacy-requests/" + make(account, "portability");
        OtherParts others = approve(path);

        others.give("consent-service");
        others.give("audit-service");
        others.give("messaging-service", "analytics-service", "Foreign-Canary", false);
        await().atMost(PATIENCE)
                .until(
                        () ->
                                export(path, account)
                                        .path("waitingFor")
                                        .valueStream()
                                        .map(JsonNode::asString)
                                        .toList(),
                        java.util.List.of("messaging-service")::equals);
        assertThat(clients.get(path + "/export", token(account)).status()).isEqualTo(409);
        others.give("messaging-service", "messaging-service", "Lying-Canary", true);
        await().atMost(PATIENCE)
                .until(
                        () ->
                                clients.get(path, token(account))
                                        .body()
                                        .path("timeline")
                                        .toString()
                                        .contains("export-waiting"));
        JsonNode told = clients.get(path, token(account)).body().path("timeline").path(2);
        assertThat(told.path("what").asString("")).isEqualTo("export-waiting");
        assertThat(told.path("services").path(0).asString("")).isEqualTo("messaging-service");
        assertThat(clients.get(path + "/export", token(account)).status()).isEqualTo(409);

        others.give("messaging-service");
        awaitStatus(path, account, "ready");
        var files = ExportedPart.files(clients.download(path + "/export", token(account)).body());
        assertThat(files.get("messaging.json"))
                .contains("messaging-service-Canary")
                .doesNotContain("Lying", "Foreign");
    }

    @Test
    @Promise({"P-29", "P-46"})
    void anExportIsGoneAfterItsWeekAndSoIsWhatItWasMadeOf() {
        String account = clients.newPatient();
        String request = make(account, "access");
        String path = "/privacy-requests/" + request;
        OtherParts others = approve(path);
        OtherParts.NAMES.forEach(others::give);
        awaitStatus(path, account, "ready");
        assertThat(clients.download(path + "/export", token(account)).statusCode()).isEqualTo(200);

        Date past = Date.from(Instant.now().minusSeconds(1));
        store.getCollection("exports")
                .updateOne(
                        Filters.eq("_id", request),
                        Updates.combine(Updates.set("expiresAt", past), Updates.set("due", past)));

        Answer gone = clients.get(path + "/export", token(account));
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.text("type")).isEqualTo("/problems/export-expired");
        awaitStatus(path, account, "expired");
        await().atMost(PATIENCE).until(() -> pieces(request) == 0);
        assertThat(clients.get(path + "/export", token(account)).status()).isEqualTo(410);
        String somebodyElse = clients.newPatient();
        assertThat(clients.get(path + "/export", token(somebodyElse)).status()).isEqualTo(404);
    }

    @Test
    @Promise({"P-29", "P-32"})
    void anErasureEndsAnExportThatIsUnderWayAndWhatWasGivenCannotBeRead() {
        String account = clients.newPatient();
        String request = make(account, "access");
        String path = "/privacy-requests/" + request;
        OtherParts others = approve(path);
        others.give("messaging-service");
        await().atMost(PATIENCE).until(() -> pieces(request) > 0);

        assertThat(clients.delete("/accounts/me", token(account)).status()).isEqualTo(202);

        await().atMost(PATIENCE)
                .until(
                        () ->
                                store.getCollection("exports")
                                                .find(Filters.eq("_id", request))
                                                .first()
                                        == null);
        assertThat(clients.get(path + "/export", token(account)).status()).isEqualTo(404);
        others.give("consent-service");
        others.give("audit-service");
        String another = clients.newPatient();
        OtherParts after = approve("/privacy-requests/" + make(another, "access"));
        after.give("consent-service");
        await().atMost(PATIENCE).until(() -> pieces(after.order().requestId().value()) > 0);
        await().atMost(PATIENCE).until(() -> pieces(request) == 0);
    }

    private void demandManifestHolds(Map<String, String> files) {
        JsonNode manifest = json.readTree(files.get("manifest.json"));
        assertThat(manifest.path("services").valueStream().map(JsonNode::asString))
                .containsExactly(
                        "audit-service",
                        "consent-service",
                        "identity-service",
                        "messaging-service");
        assertThat(manifest.path("files")).hasSize(files.size() - 1);
        for (JsonNode file : manifest.path("files")) {
            String text = files.get(file.path("name").asString(""));
            assertThat(OtherParts.sha256(java.util.Objects.requireNonNull(text)))
                    .isEqualTo(file.path("sha256").asString(""));
        }
        assertThat(manifest.path("files").path(2).path("counts").path("profile").asInt())
                .isEqualTo(1);
        assertThat(manifest.path("notIncluded").findValuesAsString("ground"))
                .isNotEmpty()
                .noneMatch(String::isBlank);
    }

    private OtherParts approve(String path) {
        String support = TestTokens.token(TestTokens.newAccountId(), "support");
        Answer approved =
                clients.post(
                        path + "/decision",
                        support,
                        clients.object(Map.of("decision", "approved", "reason", "It is theirs.")));
        assertThat(approved.status()).as(approved.body().toString()).isEqualTo(200);
        return OtherParts.of(new PrivacyRequestId(approved.text("requestId")), json);
    }

    private String make(String account, String type) {
        return clients.post(
                        "/privacy-requests", token(account), clients.object(Map.of("type", type)))
                .text("requestId");
    }

    private void awaitStatus(String path, String account, String status) {
        await().atMost(PATIENCE)
                .until(() -> export(path, account).path("status").asString(""), status::equals);
    }

    private JsonNode export(String path, String account) {
        return clients.get(path, token(account)).body().path("export");
    }

    private long pieces(String request) {
        return store.getCollection("export_parts").countDocuments(Filters.eq("requestId", request));
    }

    private static String token(String account) {
        return TestTokens.token(account, "patient");
    }
}
