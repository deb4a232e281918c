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
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ConsentServiceTest
class RetentionTest {
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
        var longAgo = Date.from(Instant.parse("1999-01-01T00:00:00Z"));
        List<Document> two =
                Stream.generate(
                                () ->
                                        new Document("_id", "retention-" + UUID.randomUUID())
                                                .append("accountId", TestTokens.newAccountId())
                                                .append("filedAt", longAgo))
                        .limit(2)
                        .toList();
        store.getCollection("filed_choices").insertMany(two);
        var named = new AccountId(two.getFirst().getString("accountId"));
        var asked = new AtomicInteger();
        /* Nobody when it is listed, the first of them when it goes. */
        Holds late = people -> asked.getAndIncrement() == 0 ? Set.of() : Set.of(named);

        new RetentionJob(store, schedule, List.of(late), records, trail, clock)
                .run(Instant.parse("2005-01-01T00:00:00Z"));

        assertThat(store.getCollection("filed_choices").find(new Document("filedAt", longAgo)))
                .containsExactly(two.getFirst());
        store.getCollection("filed_choices").deleteMany(new Document("filedAt", longAgo));
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

    private static RetentionContract.Rule rule(RetentionRule rule) {
        return new RetentionContract.Rule(
                rule.dataClass(),
                rule.collection(),
                Objects.requireNonNull(rule.keep()),
                Objects.requireNonNull(rule.from()),
                rule.person());
    }
}
