package com.sanocrm.platform.audit;

import com.mongodb.client.MongoDatabase;
import com.sanocrm.platform.crypto.Keysets;
import com.sanocrm.platform.id.Ids;
import com.sanocrm.platform.json.WireJson;
import com.sanocrm.platform.kafka.EventHeaders;
import com.sanocrm.platform.kafka.KafkaSettings;
import com.sanocrm.platform.kafka.Producers;
import com.sanocrm.platform.test.TestKafka;
import com.sanocrm.platform.test.TestKeys;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/** An audit trail of a process of its own. */
public final class SomeTrail {
    public static final AuditRecords RECORDS =
            new AuditRecords(new Ids(Clock.systemUTC()), Clock.systemUTC());

    private SomeTrail() {}

    public static AuditTrail of(MongoDatabase spool) {
        return of(spool, "test-service/test:" + UUID.randomUUID());
    }

    static AuditTrail of(MongoDatabase spool, String producer) {
        return new AuditTrail(
                Producers.giveUpAfter(
                        new KafkaSettings(
                                TestKafka.bootstrapServers(), "PLAINTEXT", "test-service", null),
                        Duration.ofSeconds(60)),
                new AuditSpool(spool),
                WireJson.mapper(),
                new EventHeaders("test-service", Clock.systemUTC()),
                new AuditMac(
                        new Keysets(TestKeys.directory()).mac(AuditMac.keyset("test-service"))),
                producer,
                new SimpleMeterRegistry());
    }
}
