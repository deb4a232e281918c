package com.sanocrm.analytics.retention;

import com.mongodb.client.MongoDatabase;
import com.sanocrm.analytics.AnalyticsServiceApplication;
import com.sanocrm.platform.retention.RetentionJob;
import com.sanocrm.platform.retention.RetentionRule;
import com.sanocrm.platform.retention.RetentionSchedule;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.RetentionContract;
import com.sanocrm.platform.test.TestPlatform;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

@SpringBootTest(
        classes = AnalyticsServiceApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestPlatform.class)
class RetentionTest {
    @Autowired private MongoDatabase store;
    @Autowired private RetentionSchedule schedule;
    @Autowired private RetentionJob job;

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
    void noCollectionIsWithoutARetentionRule() {
        RetentionContract.verifyCollections(
                store,
                schedule.rules().stream()
                        .map(RetentionRule::collection)
                        .collect(Collectors.toSet()));
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
