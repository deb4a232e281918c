package com.sanocrm.consent.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.sanocrm.consent.ConsentServiceTest;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.retention.Holds;
import com.sanocrm.platform.retention.RetentionJob;
import com.sanocrm.platform.retention.RetentionRule;
import com.sanocrm.platform.retention.RetentionSchedule;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.RetentionContract;
import com.sanocrm.platform.test.TestTokens;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ConsentServiceTest
class RetentionTest {
    private static final Date LONG_AGO = Date.from(Instant.parse("1999-01-01T00:00:00Z"));
    private static final Instant LATER = Instant.parse("2005-01-01T00:00:00Z");

    @Autowired private MongoDatabase store;
    @Autowired private RetentionSchedule schedule;
    @Autowired private RetentionJob job;
    @Autowired private AuditRecords records;
    @Autowired private AuditTrail trail;
    @Autowired private Clock clock;

    @Test
    @Promise("P-46")
    void eachClassGoesInTheMomentOfItsEndAndNotBeforeAndWhatIsHeldStays() {
        RetentionContract.verify(
                store,
                schedule.timed().stream().map(RetentionTest::rule).toList(),
                job::run,
                List.of(
                        RetentionContract.toldLegalHold(store),
                        RetentionContract.toldRequest(store)),
                _ -> new Document());
    }

    @Test
    @Promise("P-46")
    void aHoldThatComesWhileTheDeletionIsRecordedIsKeptToo() {
        List<Document> two = List.of(longAgo("filedAt"), longAgo("filedAt"));
        store.getCollection("filed_choices").insertMany(two);
        var named = new AccountId(two.getFirst().getString("accountId"));
        var asked = new AtomicInteger();
        /* Nobody when it is listed, the first of them when it goes. */
        Holds late = people -> asked.getAndIncrement() == 0 ? Set.of() : Set.of(named);

        new RetentionJob(store, schedule, List.of(late), records, trail, clock).run(LATER);

        assertThat(store.getCollection("filed_choices").find(new Document("filedAt", LONG_AGO)))
                .containsExactly(two.getFirst());
        store.getCollection("filed_choices").deleteMany(new Document("filedAt", LONG_AGO));
    }

    @Test
    @Promise("P-46")
    void aClassThatFailsHoldsUpNoOther() {
        Document failing = longAgo("filedAt");
        Document other = longAgo("endedAt");
        store.getCollection("filed_choices").insertOne(failing);
        store.getCollection("acceptances").insertOne(other);
        var unknown = new AccountId(failing.getString("accountId"));
        Holds away =
                people -> {
                    if (people.contains(unknown)) {
                        throw new IllegalStateException("for the test");
                    }
                    return Set.of();
                };

        new RetentionJob(store, schedule, List.of(away), records, trail, clock).run(LATER);

        assertThat(store.getCollection("filed_choices").find(failing)).hasSize(1);
        assertThat(store.getCollection("acceptances").find(other)).isEmpty();
        store.getCollection("filed_choices").deleteOne(failing);
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
    void consentEvidenceStaysForSixYears() {
        RetentionContract.verifySixYears(
                schedule.timed().stream().map(RetentionTest::rule).toList(),
                "consent-evidence",
                "filed-choices",
                "acceptances",
                "disclosures",
                "recipients");
    }

    /** Somebody's whose time began long before anything of other tests. */
    private static Document longAgo(String from) {
        return new Document("_id", "retention-" + UUID.randomUUID())
                .append("accountId", TestTokens.newAccountId())
                .append(from, LONG_AGO);
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
