package com.sanocrm.audit.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.sanocrm.audit.Api;
import com.sanocrm.audit.AuditServiceTest;
import com.sanocrm.platform.retention.RetentionJob;
import com.sanocrm.platform.retention.RetentionRule;
import com.sanocrm.platform.retention.RetentionSchedule;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.RetentionContract;
import com.sanocrm.platform.test.TestTokens;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@AuditServiceTest
class RetentionTest {
    private static final List<String> LOG =
            List.of("batches", "tiles", "entries", "chains", "numberings", "witnessed");

    @Autowired private MongoDatabase store;
    @Autowired private RetentionSchedule schedule;
    @Autowired private RetentionJob job;
    @LocalServerPort private int port;

    @Test
    @Promise("P-46")
    void eachClassGoesInTheMomentOfItsEndAndNotBeforeAndWhatIsHeldStays() {
        RetentionContract.verify(
                store,
                schedule.timed().stream().map(RetentionTest::rule).toList(),
                job::run,
                List.of(this::hold, RetentionContract.toldRequest(store)),
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
    void whatIsOnRecordOfDisclosuresStaysForSixYearsAndTheLogForGood() {
        RetentionContract.verifySixYears(
                schedule.timed().stream().map(RetentionTest::rule).toList(),
                "legal-cases",
                "audit-exports");
        assertThat(schedule.rules())
                .filteredOn(rule -> LOG.contains(rule.collection()))
                .hasSameSizeAs(LOG)
                .allSatisfy(rule -> assertThat(rule.means()).isEqualTo(RetentionRule.Means.NONE));
    }

    private String hold() {
        String accountId = TestTokens.newAccountId();
        var compliance = new Api(port, TestTokens.token(TestTokens.newAccountId(), "compliance"));
        try {
            compliance.post(
                    "/legal-cases",
                    """
                    {"process": "warrant", "authority": "A court", "documentSha256": "%s",
                     "servedOn": "2026-11-02", "scope": ["messages"], "subjectIds": ["%s"]}"""
                            .formatted("a".repeat(64), accountId),
                    201);
            return accountId;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
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
