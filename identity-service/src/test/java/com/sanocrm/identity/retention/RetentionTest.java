package com.sanocrm.identity.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.sanocrm.contracts.Topic;
import com.sanocrm.identity.Clients;
import com.sanocrm.identity.IdentityTest;
import com.sanocrm.platform.retention.RetentionJob;
import com.sanocrm.platform.retention.RetentionRule;
import com.sanocrm.platform.retention.RetentionSchedule;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.RetentionContract;
import com.sanocrm.platform.test.TestTokens;
import com.sanocrm.platform.test.TopicReader;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IdentityTest
class RetentionTest {
    private static final Instant LONG_AGO = Instant.parse("1999-01-01T00:00:00Z");
    private static final Instant AFTER = Instant.parse("2005-01-01T00:00:00Z");

    @Autowired private MongoDatabase store;
    @Autowired private RetentionSchedule schedule;
    @Autowired private RetentionJob job;
    @Autowired private Clients clients;

    @Test
    @Promise("P-46")
    void eachClassGoesInTheMomentOfItsEndAndNotBeforeAndWhatIsHeldStays() {
        RetentionContract.verify(
                store,
                schedule.timed().stream().map(RetentionTest::rule).toList(),
                job::run,
                List.of(RetentionContract.toldLegalHold(store), this::restricting),
                _ ->
                        new Document("pair", UUID.randomUUID().toString())
                                .append("state", "DISMISSED"));
    }

    @Test
    @Promise("P-46")
    void noCollectionIsWithoutARetentionRule() {
        RetentionContract.verifyCollections(
                store,
                schedule.rules().stream()
                        .map(RetentionRule::collection)
                        .collect(Collectors.toSet()));
    }

    @Test
    @Promise("P-46")
    void complianceSeesTheRulesAndWhatWouldGoAndInstancesAtOnceRecordWhatTheyDelete()
            throws Exception {
        String nobody = TestTokens.newAccountId();
        List<Document> many =
                Stream.generate(
                                () ->
                                        new Document("_id", "retention-" + UUID.randomUUID())
                                                .append("accountId", nobody)
                                                .append("at", Date.from(LONG_AGO)))
                        .limit(1_100)
                        .toList();
        store.getCollection("audit_details").insertMany(many);
        String compliance = TestTokens.token(TestTokens.newAccountId(), "compliance");
        String path = "/retention/identity-service/";

        var preview = clients.get(path + "preview?at=2005-01-01T00:00:00Z", compliance);

        assertThat(preview.status()).as(preview.body().toString()).isEqualTo(200);
        assertThat(preview.body().toString())
                .contains(
                        "\"collection\":\"audit_details\",\"count\":1100,\"held\":0,"
                                + "\"oldest\":\"1999-01-01T00:00:00.000Z\",\"complete\":true");
        assertThat(clients.get(path + "preview", Clients.operator()).status()).isEqualTo(403);
        assertThat(clients.get(path + "rules", compliance).body().toString())
                .contains("\"collection\":\"audit_details\"", "identity.accounts.v1", "P6Y");
        try (var instances = Executors.newFixedThreadPool(2)) {
            Callable<Boolean> run =
                    () -> {
                        job.run(AFTER);
                        return true;
                    };
            for (var done : instances.invokeAll(List.of(run, run))) {
                assertThat(done.get()).isTrue();
            }
        }
        assertThat(
                        store.getCollection("audit_details")
                                .countDocuments(new Document("accountId", nobody)))
                .isZero();
        assertThat(
                        TopicReader.await(
                                Topic.Name.AUDIT_EVENTS,
                                3,
                                one ->
                                        one.value().contains("audit-details:")
                                                && !one.value().contains("audit-details:1\"")))
                .extracting(one -> one.value().replaceAll(".*audit-details:([0-9]+).*", "$1"))
                .containsExactlyInAnyOrder("500", "500", "100");
    }

    @Test
    @Promise("P-46")
    void whatIsOnRecordOfRightsAndAccessesStaysForSixYears() {
        RetentionContract.verifySixYears(
                schedule.timed().stream().map(RetentionTest::rule).toList(),
                "audit-details",
                "emergency-justifications",
                "privacy-requests",
                "erasure-certificates",
                "exports");
    }

    @Test
    @Promise("P-46")
    void aRestrictionHoldsThePersonsDataFromTheRequestToItsEndAndEveryServiceHearsOfIt() {
        String account = restricting();
        String request =
                Objects.requireNonNull(
                                store.getCollection("privacy_requests")
                                        .find(new Document("accountId", account))
                                        .first())
                        .getString("_id");
        String path = "/privacy-requests/" + request;
        store.getCollection("audit_details")
                .insertOne(
                        new Document("_id", "retention-" + UUID.randomUUID())
                                .append("accountId", account)
                                .append("at", Date.from(LONG_AGO)));

        job.run(AFTER);
        assertThat(details(account)).as("asked for").isEqualTo(1);
        var approved =
                clients.post(
                        path + "/decision",
                        TestTokens.token(TestTokens.newAccountId(), "support"),
                        clients.object(Map.of("decision", "approved", "reason", "So be it.")));
        assertThat(approved.body().at("/effect/status").asString("")).isEqualTo("done");
        job.run(AFTER);
        assertThat(details(account)).as("restricted").isEqualTo(1);
        clients.post(
                path + "/restriction-end",
                TestTokens.token(account, "patient"),
                clients.object(Map.of()));
        job.run(AFTER);

        assertThat(details(account)).as("ended").isZero();
        assertThat(TopicReader.await(Topic.Name.DATA_HOLDS, 2, one -> request.equals(one.key())))
                .extracting(one -> one.value().contains("\"held\":true"))
                .containsExactly(true, false);
    }

    /** Somebody who asks for a restriction. */
    private String restricting() {
        clients.publishPolicy();
        String account = clients.newPatient();
        var made =
                clients.post(
                        "/privacy-requests",
                        TestTokens.token(account, "patient"),
                        clients.object(Map.of("type", "restriction")));
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        return account;
    }

    private long details(String account) {
        return store.getCollection("audit_details")
                .countDocuments(new Document("accountId", account));
    }

    private static RetentionContract.Rule rule(RetentionRule rule) {
        return new RetentionContract.Rule(
                rule.dataClass(),
                rule.collection(),
                Objects.requireNonNull(rule.keep()),
                Objects.requireNonNull(rule.from()),
                rule.person());
    }
}
