package com.sanocrm.identity.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.sanocrm.contracts.Topic;
import com.sanocrm.identity.Clients;
import com.sanocrm.identity.Clients.Answer;
import com.sanocrm.identity.IdentityTest;
import com.sanocrm.platform.test.TestTokens;
import com.sanocrm.platform.test.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Restriction of processing (GDPR Art. 18) and objection (Art. 21). */
@IdentityTest
class RestrictionTest {
    private final Clients clients;
    private final MongoDatabase store;
    private final Effects effects;
    private final String support = TestTokens.token(TestTokens.newAccountId(), "support");

    @Autowired
    RestrictionTest(Clients clients, MongoDatabase store, Effects effects) {
        this.clients = clients;
        this.store = store;
        this.effects = effects;
    }

    @BeforeEach
    void consentServicePublishedThePolicy() {
        clients.publishPolicy();
    }

    @Test
    void anApprovedRestrictionIsToldToEveryServiceAndLimitsWhatOthersSeeUntilThePersonEndsIt() {
        String account = clients.newPatient();
        String path = restricted(account);

        assertThat(told(account, 2)).contains("\"restrictedSince\"");
        Answer seen = clients.get("/accounts/" + account, support);
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.body().propertyNames())
                .containsExactlyInAnyOrder(
                        "accountId",
                        "status",
                        "roles",
                        "givenName",
                        "familyName",
                        "restrictedSince");
        assertThat(clients.get("/accounts/me", token(account)).text("email")).contains("@");
        assertThat(make(account, Map.of("type", "restriction")).status()).isEqualTo(200);

        Answer ended = clients.post(path + "/restriction-end", token(account), object(Map.of()));

        assertThat(ended.body().at("/effect/status").asString("")).isEqualTo("ended");
        assertThat(told(account, 3)).doesNotContain("restrictedSince");
        assertThat(clients.get("/accounts/" + account, support).text("email")).contains("@");
        assertThat(make(account, Map.of("type", "restriction")).status()).isEqualTo(201);
    }

    @Test
    void somebodyElseEndsARestrictionOnlyWithAReasonAndAfterThePersonWasTold() {
        String account = clients.newPatient();
        String path = restricted(account);
        String end = path + "/restriction-end";
        String stranger = token(TestTokens.newAccountId());

        assertThat(clients.post(end, stranger, object(Map.of())).status()).isEqualTo(404);
        assertThat(clients.post(end, support, object(Map.of())).status()).isEqualTo(422);
        Answer told = clients.post(end, support, object(Map.of("reason", "It was accurate.")));

        assertThat(told.body().at("/effect/status").asString("")).isEqualTo("ending");
        assertThat(Instant.parse(told.body().at("/effect/at").asString("")))
                .isAfter(Instant.now().plus(Duration.ofDays(6)));
        assertThat(clients.get(path, token(account)).body().path("timeline").toString())
                .contains("It was accurate.");
        effects.settleWhatIsLeft();
        assertThat(clients.get("/accounts/" + account, support).body().has("email")).isFalse();
        assertThat(clients.post(end, support, object(Map.of("reason", "Now."))).status())
                .isEqualTo(409);

        store.getCollection("privacy_requests")
                .updateOne(
                        new Document("accountId", account),
                        new Document("$set", new Document("effect.at", Date.from(Instant.now()))));
        effects.settleWhatIsLeft();

        assertThat(clients.get("/accounts/" + account, support).text("email")).contains("@");
        assertThat(clients.get(path, token(account)).body().at("/effect/status").asString(""))
                .isEqualTo("ended");
    }

    @Test
    void anObjectionToMarketingNeedsNoDecisionAndTheRestIsDeniedByIt() {
        String account = clients.newPatient();

        Answer made =
                make(
                        account,
                        Map.of(
                                "type",
                                "objection",
                                "purposes",
                                List.of("newsletter", "usage-analytics")));

        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        assertThat(objections(account, 1).getLast())
                .contains("newsletter", made.text("requestId"))
                .doesNotContain("usage-analytics");
        approve("/privacy-requests/" + made.text("requestId"));
        assertThat(objections(account, 2).getLast())
                .contains("usage-analytics")
                .doesNotContain("newsletter");
        assertThat(
                        make(
                                        account,
                                        Map.of(
                                                "type",
                                                "objection",
                                                "purposes",
                                                List.of("care-communication")))
                                .status())
                .isEqualTo(422);
    }

    private String restricted(String account) {
        String path =
                "/privacy-requests/"
                        + make(account, Map.of("type", "restriction")).text("requestId");
        Answer approved = approve(path);
        assertThat(approved.body().at("/effect/status").asString(""))
                .as(approved.body().toString())
                .isEqualTo("done");
        return path;
    }

    private Answer make(String account, Map<String, ?> body) {
        return clients.post("/privacy-requests", token(account), object(body));
    }

    private Answer approve(String path) {
        return clients.post(
                path + "/decision",
                support,
                object(new HashMap<>(Map.of("decision", "approved", "reason", "So be it."))));
    }

    private tools.jackson.databind.JsonNode object(Map<String, ?> fields) {
        return clients.object(fields);
    }

    /** The last of so many events about the account or more. */
    private static String told(String account, int events) {
        return TopicReader.await(
                        Topic.Name.ACCOUNTS,
                        events,
                        one -> account.equals(one.key()) && one.value().contains("\"active\""))
                .getLast()
                .value();
    }

    private static List<String> objections(String account, int events) {
        return TopicReader.await(Topic.Name.OBJECTIONS, events, one -> account.equals(one.key()))
                .stream()
                .map(one -> one.value())
                .toList();
    }

    private static String token(String account) {
        return TestTokens.token(account, "patient");
    }
}
