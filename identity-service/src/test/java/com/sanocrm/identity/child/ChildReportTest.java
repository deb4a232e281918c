package com.sanocrm.identity.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ChildCaseId;
import com.sanocrm.identity.Clients;
import com.sanocrm.identity.Clients.Answer;
import com.sanocrm.identity.IdentityTest;
import com.sanocrm.platform.crypto.Keysets;
import com.sanocrm.platform.crypto.LinkTokens;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestKeycloak;
import com.sanocrm.platform.test.TestTokens;
import com.sanocrm.platform.test.TopicReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A report about a child's account, and everything that comes of it. */
@IdentityTest
@Promise("P-04")
class ChildReportTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String STATEMENT = "canary-statement: she is ten";

    private final Clients clients;
    private final MongoDatabase store;
    private final LinkTokens links;
    private final CaseParts parts;

    /** What a watchdog of a later day is made of. */
    record CaseParts(
            DocumentsFactory documents,
            CaseAudit audit,
            ChildSettings settings,
            Settlement settlement) {}

    @Autowired
    ChildReportTest(
            Clients clients,
            MongoDatabase store,
            Keysets keysets,
            DocumentsFactory documents,
            CaseAudit audit,
            ChildSettings settings,
            Settlement settlement) {
        this.clients = clients;
        this.store = store;
        this.links = new LinkTokens(keysets.aead("parent-link"), "parent-verification");
        this.parts = new CaseParts(documents, audit, settings, settlement);
    }

    @BeforeEach
    void consentServicePublishedThePolicy() {
        clients.publishPolicy();
    }

    private record Child(String email, String account) {
        String path() {
            return "/child-reports/" + ChildCaseId.of(new AccountId(account)).value();
        }

        String token() {
            return TestTokens.token(account, "patient");
        }
    }

    private Child newChild() {
        String email = Clients.newEmail();
        return new Child(
                email, clients.post("/registrations", null, clients.form(email)).text("accountId"));
    }

    private Answer report(String email) {
        return clients.post(
                "/child-reports",
                null,
                clients.object(
                        Map.of(
                                "accountEmail", email,
                                "reporterName", "Canary Neighbour",
                                "reporterEmail", "neighbour@example.com",
                                "relation", "other",
                                "statement", STATEMENT)));
    }

    private Answer decide(Child child, String decision) {
        return clients.post(
                child.path() + "/decision",
                support(),
                clients.object(
                        Map.of(
                                "decision", decision,
                                "reason", "Looked at it",
                                "method", "video-call",
                                "reference", "V-17")));
    }

    private Child quarantined() {
        Child child = newChild();
        report(child.email());
        assertThat(decide(child, "quarantine").text("status")).isEqualTo("quarantined");
        return child;
    }

    private String askedParent(Child child) {
        Answer asked =
                clients.post(
                        child.path() + "/parent",
                        support(),
                        clients.object(Map.of("email", "mother@example.com")));
        assertThat(asked.status()).as(asked.body().toString()).isEqualTo(202);
        assertThat(asked.text("status")).isEqualTo("parent-asked");
        return linkOf(child);
    }

    /** As messaging-service makes it of the event. */
    private String linkOf(Child child) {
        Document found = stored(child);
        Instant askedAt =
                Objects.requireNonNull(found.get("question", Document.class))
                        .getDate("askedAt")
                        .toInstant();
        return "/parent-verifications/"
                + links.issue(found.getString("_id") + " " + askedAt.toEpochMilli());
    }

    private Document stored(Child child) {
        String id = ChildCaseId.of(new AccountId(child.account())).value();
        return Objects.requireNonNull(
                store.getCollection("child_cases").find(Filters.eq("_id", id)).first());
    }

    private JsonNode yes() {
        return answer(true);
    }

    private JsonNode answer(boolean consents) {
        return clients.object(
                Map.of(
                        "givenName", "Layla",
                        "familyName", "Canary-Parent",
                        "relation", "parent",
                        "consents", consents));
    }

    private void lookAfter(Duration time) {
        var later = Clock.offset(Clock.systemUTC(), time);
        new CaseWatchdog(
                        new ChildCases(parts.documents(), later),
                        parts.audit(),
                        parts.settings(),
                        parts.settlement(),
                        new SimpleMeterRegistry())
                .look();
    }

    @Test
    void aQuarantineLocksTheAccountForEverybodyItsOwnerAmongThem() {
        Child child = newChild();
        assertThat(TestKeycloak.logIn(child.email(), Clients.PASSWORD).statusCode()).isEqualTo(200);
        report(child.email());
        assertThat(clients.get("/accounts/me", child.token()).status())
                .as("a report alone locks nobody out")
                .isEqualTo(200);

        Answer locked = decide(child, "quarantine");

        assertThat(locked.status()).as(locked.body().toString()).isEqualTo(200);
        assertThat(clients.get(child.path(), support()).body().path("locked").asBoolean()).isTrue();
        assertThat(clients.get("/accounts/me", child.token()).status()).isEqualTo(404);
        assertThat(clients.get("/accounts/" + child.account(), support()).status()).isEqualTo(404);
        assertThat(
                        clients.patch(
                                        "/accounts/me",
                                        child.token(),
                                        clients.object(Map.of("givenName", "X")),
                                        "\"1\"")
                                .status())
                .isEqualTo(404);
        assertThat(TestKeycloak.logIn(child.email(), Clients.PASSWORD).body())
                .contains("Account disabled");
        assertThat(
                        TopicReader.await(
                                        Topic.Name.ACCOUNTS,
                                        1,
                                        one ->
                                                child.account().equals(one.key())
                                                        && one.value() != null
                                                        && one.value().contains("quarantined"))
                                .getFirst()
                                .value())
                .contains("\"status\":\"quarantined\"");
    }

    @Test
    @Promise("P-04")
    void theTokenThatAQuarantinedOwnerStillHasOpensNothingOfTheServiceAtAll() {
        Child child = newChild();
        report(child.email());
        var ofPatients =
                List.of(
                        "/accounts/me",
                        "/accounts/me/erasure-preview",
                        "/accounts/me/sessions",
                        "/accounts/me/applications",
                        "/accounts/me/social-security-number",
                        "/privacy-requests",
                        "/accounts/" + child.account() + "/changes");
        assertThat(clients.get("/privacy-requests", child.token()).status()).isEqualTo(200);

        decide(child, "quarantine");

        await().atMost(Duration.ofSeconds(30))
                .until(() -> clients.get("/privacy-requests", child.token()).status() == 404);
        assertThat(ofPatients)
                .allSatisfy(
                        path ->
                                assertThat(clients.get(path, child.token()).text("type"))
                                        .isEqualTo("/problems/not-found"));
        assertThat(
                        clients.post(
                                        "/privacy-requests",
                                        child.token(),
                                        clients.object(Map.of("type", "access")))
                                .status())
                .isEqualTo(404);
    }

    @Test
    void aVerifiedParentOpensTheAccountAgain() {
        Child child = quarantined();
        String link = askedParent(child);

        assertThat(page(link, null).statusCode()).as("a scanner's look").isEqualTo(200);
        assertThat(clients.get(child.path(), support()).text("status")).isEqualTo("parent-asked");
        assertThat(decide(child, "accept").status()).as("nobody has answered").isEqualTo(409);
        assertThat(clients.post(link, null, yes()).status()).isEqualTo(202);
        assertThat(clients.post(link, null, yes()).status()).as("once").isEqualTo(404);
        Answer read = clients.get(child.path(), support());
        assertThat(read.body().toString()).contains("Canary-Parent", STATEMENT);
        assertThat(decide(child, "accept").text("status")).isEqualTo("consented");

        await().until(() -> clients.get("/accounts/me", child.token()).status() == 200);
        assertThat(TestKeycloak.logIn(child.email(), Clients.PASSWORD).statusCode()).isEqualTo(200);
        Answer after = clients.get(child.path(), support());
        assertThat(after.body().toString()).contains("V-17").doesNotContain(STATEMENT);
    }

    @Test
    void aParentAnswersOnThePageInArabicToo() {
        Child child = quarantined();
        String link = askedParent(child);

        assertThat(page(link, null).body()).contains("dir=\"rtl\"", "<form method=\"post\"");
        assertThat(page(link, "givenName=A").statusCode()).isEqualTo(422);
        assertThat(page(link, "givenName=L%C3%A9a&familyName=B&relation=parent&consents=false"))
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(202));

        assertThat(clients.get(child.path(), support()).body().path("parentAnswer").toString())
                .contains("Léa", "\"consents\":false");
        assertThat(decide(child, "accept").status()).isEqualTo(409);
    }

    @Test
    void onlyTheNewestLinkIsGood() {
        Child child = quarantined();
        String first = askedParent(child);
        String second = askedParent(child);
        String forged = second.substring(0, second.length() - 2) + "AA";

        assertThat(clients.post(first, null, yes()).status()).isEqualTo(404);
        assertThat(clients.post(forged, null, yes()).status()).isEqualTo(404);
        assertThat(clients.post(second, null, yes()).status()).isEqualTo(202);
    }

    @Test
    void whatIsNotVerifiedInTimeIsErased() {
        Child child = quarantined();

        lookAfter(Duration.ofDays(13));
        assertThat(clients.get(child.path(), support()).text("status")).isEqualTo("quarantined");
        lookAfter(Duration.ofDays(15));

        Answer ended = clients.get(child.path(), compliance());
        assertThat(ended.text("status")).isEqualTo("erasing");
        assertThat(clients.get("/erasures/" + ended.text("erasureId"), compliance()).status())
                .isEqualTo(200);
        await().atMost(PATIENCE)
                .until(
                        () ->
                                !Objects.requireNonNull(
                                                store.getCollection("data_keys")
                                                        .find(Filters.eq("_id", child.account()))
                                                        .first())
                                        .containsKey("key"));
    }

    @Test
    void aReportThatNobodyLooksAtQuarantines() {
        Child child = newChild();
        report(child.email());

        lookAfter(Duration.ofDays(1).plusMinutes(1));

        assertThat(clients.get(child.path(), support()).text("status")).isEqualTo("quarantined");
        assertThat(clients.get("/accounts/me", child.token()).status()).isEqualTo(404);
    }

    @Test
    void nobodyLearnsWhetherThereIsAnAccount() {
        Child child = newChild();

        Answer known = report(child.email());
        Answer unknown = report(Clients.newEmail());

        assertThat(known.status()).isEqualTo(202);
        assertThat(unknown.status()).isEqualTo(202);
        assertThat(known.body()).isEqualTo(unknown.body());
        assertThat(
                        clients.get(
                                        "/child-reports?status=reported",
                                        TestTokens.token(TestTokens.newAccountId(), "patient"))
                                .status())
                .isEqualTo(403);
        assertThat(
                        clients.get("/child-reports?status=reported&limit=100", support())
                                .body()
                                .path("items"))
                .anyMatch(one -> one.path("accountId").asString("").equals(child.account()))
                .anyMatch(one -> !one.has("accountId"));
    }

    @Test
    void whatReportersAndParentsSayIsStoredEncrypted() {
        Child child = quarantined();
        clients.post(askedParent(child), null, yes());

        String stored = stored(child).toJson();

        assertThat(stored)
                .contains("PARENT_ANSWERED")
                .doesNotContain("canary", "Canary", "neighbour", "mother@", child.email());
        assertThat(
                        TopicReader.await(
                                        Topic.Name.PARENT_QUESTIONS,
                                        1,
                                        one -> one.value().contains(child.account()))
                                .getFirst()
                                .value())
                .doesNotContain("mother@");
    }

    private HttpResponse<String> page(String link, @Nullable String form) {
        var request = clients.request(link).header("Accept-Language", "ar");
        if (form != null) {
            request.header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form));
        }
        return clients.exchange(request.build());
    }

    private static String support() {
        return TestTokens.token(TestTokens.newAccountId(), "support");
    }

    private static String compliance() {
        return TestTokens.token(TestTokens.newAccountId(), "compliance");
    }
}
