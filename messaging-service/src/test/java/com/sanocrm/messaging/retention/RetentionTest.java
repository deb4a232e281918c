package com.sanocrm.messaging.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.sanocrm.messaging.MessagingIntegration;
import com.sanocrm.platform.retention.RetentionJob;
import com.sanocrm.platform.retention.RetentionPreview;
import com.sanocrm.platform.retention.RetentionRule;
import com.sanocrm.platform.retention.RetentionSchedule;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.RetentionContract;
import com.sanocrm.platform.test.TestTokens;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MessagingIntegration
class RetentionTest {
    private static final List<String> COLLECTIONS = List.of("conversations", "messages");

    @Autowired private MongoDatabase store;
    @Autowired private RetentionSchedule schedule;
    @Autowired private RetentionJob job;
    @Autowired private RetentionPreview preview;

    @Test
    @Promise("P-46")
    void eachClassGoesInTheMomentOfItsEndAndNotBeforeAndWhatIsHeldStays() {
        RetentionContract.verify(
                store,
                rules(),
                job::run,
                List.of(
                        RetentionContract.toldLegalHold(store),
                        RetentionContract.toldRequest(store)),
                _ -> new Document());
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
    void whatShowsWhatPeopleWereToldAndChoseStaysForSixYears() {
        RetentionContract.verifySixYears(
                rules(), "emergency-tidings", "revision-notices", "opt-out-requests");
    }

    @Test
    @Promise("P-46")
    void whatAFormerPartnersPatientsWroteStaysAsLongAsTheClinicalRecordsOfItsCountry() {
        var end = Instant.parse("1990-02-03T04:05:06.007Z");
        String american = formerPartner("US", end);
        String emirati = formerPartner("AE", end);
        String held = RetentionContract.toldLegalHold(store).get();
        for (String collection : COLLECTIONS) {
            of(american, TestTokens.newAccountId(), collection);
            of(american, held, collection);
            of(emirati, TestTokens.newAccountId(), collection);
        }

        job.run(Instant.parse("2000-02-03T04:05:06.006Z"));
        assertThat(left(american)).containsOnly(2L);
        job.run(Instant.parse("2000-02-03T04:05:06.007Z"));
        assertThat(left(american)).containsOnly(1L);
        assertThat(preview.at(Instant.parse("2015-02-03T04:05:06.007Z")))
                .filteredOn(due -> COLLECTIONS.contains(due.rule().collection()))
                .hasSize(2)
                .allSatisfy(
                        due -> {
                            assertThat(due.count()).isEqualTo(1);
                            assertThat(due.held()).isEqualTo(1);
                            assertThat(due.oldest()).isEqualTo(end);
                        });
        assertThat(left(emirati)).containsOnly(1L);
        job.run(Instant.parse("2015-02-03T04:05:06.007Z"));

        assertThat(left(emirati)).containsOnly(0L);
        assertThat(left(american)).as("held").containsOnly(1L);
        COLLECTIONS.forEach(
                each -> store.getCollection(each).deleteMany(Filters.eq("patientId", held)));
    }

    private String formerPartner(String country, Instant end) {
        String partner = "par_" + UUID.randomUUID();
        store.getCollection("partners")
                .insertOne(
                        new Document("_id", partner)
                                .append("country", country)
                                .append("endedAt", Date.from(end)));
        return partner;
    }

    private void of(String partner, String patient, String collection) {
        store.getCollection(collection)
                .insertOne(
                        new Document("_id", "retention-" + UUID.randomUUID())
                                .append("partnerId", partner)
                                .append("patientId", patient));
    }

    private List<Long> left(String partner) {
        return COLLECTIONS.stream()
                .map(
                        each ->
                                store.getCollection(each)
                                        .countDocuments(Filters.eq("partnerId", partner)))
                .toList();
    }

    private List<RetentionContract.Rule> rules() {
        return schedule.timed().stream()
                .filter(rule -> rule.keep() != null)
                .map(RetentionTest::rule)
                .toList();
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
