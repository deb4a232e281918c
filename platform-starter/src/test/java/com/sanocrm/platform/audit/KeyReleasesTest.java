package com.sanocrm.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.AuditRecorded.Outcome;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.json.WireJson;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestMongo;
import com.sanocrm.platform.test.TestTokens;
import com.sanocrm.platform.test.TopicReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** No key is used without a record, or there is a record of just that. */
class KeyReleasesTest {
    private final String producer = "test:" + UUID.randomUUID();
    private final MongoClient store = MongoClients.create(TestMongo.uri());
    private final AuditTrail trail = SomeTrail.of(store.getDatabase("releases"), producer);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final KeyReleases releases = new KeyReleases(trail, SomeTrail.RECORDS, meters);
    private final AccountId patient = new AccountId(TestTokens.newAccountId());

    @BeforeEach
    void work() {
        MDC.put("traceId", UUID.randomUUID().toString().replace("-", ""));
    }

    @AfterEach
    void close() {
        MDC.remove("traceId");
        trail.close();
        store.close();
    }

    @Test
    @Promise("P-34")
    void aKeyUsedAfterARecordAboutItsOwnerIsExplained() {
        trail.record(record(patient));

        releases.released(patient);

        assertThat(unexplained()).isZero();
    }

    @Test
    @Promise("P-34")
    void aKeyUsedWithoutARecordIsItselfRecordedOnceAndCounted() {
        releases.released(patient);
        releases.released(patient);

        assertThat(unexplained()).isEqualTo(1);
        var told =
                TopicReader.await(
                        Topic.AUDIT_EVENTS.wireName(), 1, one -> producer.equals(one.key()));
        var record = WireJson.mapper().readValue(told.getFirst().value(), AuditRecorded.class);
        assertThat(List.of(record.action(), record.outcome(), "" + record.subjectId()))
                .containsExactly(KeyReleases.ACTION, Outcome.FAILED, patient.value());
    }

    @Test
    @Promise("P-34")
    void neitherAnothersNorARefusedNorEarlierWorksRecordExplainsIt() {
        trail.record(record(new AccountId(TestTokens.newAccountId())));
        releases.released(patient);
        work();
        trail.record(
                SomeTrail.RECORDS.refused(
                        Optional.empty(), "test.done", new Target(null, patient, "test", null)));
        releases.released(patient);
        trail.record(record(patient));
        work();
        releases.released(patient);

        assertThat(unexplained()).isEqualTo(3);
    }

    @Test
    void whatThePlatformDoesByItselfIsDeclaredAndCounted() {
        releases.released(OwnWork.GIVING_A_LOGIN);

        assertThat(unexplained()).isZero();
        assertThat(meters.get("sano.key.releases.own").counter().count()).isEqualTo(1);
    }

    private static AuditRecorded record(AccountId person) {
        return SomeTrail.RECORDS.bySystem("test.done", new Target(null, person, "test", null));
    }

    private double unexplained() {
        return meters.get("sano.key.releases.unexplained").counter().count();
    }
}
