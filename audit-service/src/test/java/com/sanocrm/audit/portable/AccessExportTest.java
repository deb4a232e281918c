package com.sanocrm.audit.portable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sanocrm.audit.AuditServiceTest;
import com.sanocrm.audit.OtherService;
import com.sanocrm.audit.SampleRecords;
import com.sanocrm.audit.log.Logs;
import com.sanocrm.audit.log.RecordFilter;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.ExportOrdered;
import com.sanocrm.contracts.events.ExportPartSent;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PrivacyRequestId;
import com.sanocrm.platform.export.ExportKey;
import com.sanocrm.platform.export.PartContents;
import com.sanocrm.platform.export.PartPlace;
import com.sanocrm.platform.json.WireJson;
import com.sanocrm.platform.kafka.EventHeaders;
import com.sanocrm.platform.kafka.KafkaSettings;
import com.sanocrm.platform.kafka.Producers;
import com.sanocrm.platform.test.ExportedPart;
import com.sanocrm.platform.test.FhirR4;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestKafka;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** This service's part of an export. */
@AuditServiceTest
class AccessExportTest {
    private static final KafkaSettings KAFKA =
            new KafkaSettings(TestKafka.bootstrapServers(), "PLAINTEXT", "identity-service", null);

    private final Logs logs;

    @Autowired
    AccessExportTest(Logs logs) {
        this.logs = logs;
    }

    @Test
    @Promise({"P-29", "P-36"})
    void aPersonGetsWhoSawTheirDataInBothForms() throws Exception {
        AccountId patient = SampleRecords.account();
        AuditRecorded seen = SampleRecords.read(SampleRecords.partner(), patient);
        OtherService.started().send(seen, 1);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !logs.newest(RecordFilter.about(patient, null), 1).isEmpty());
        ExportKey key = ExportKey.generate();

        Map<String, String> files = given(key, order(patient, key));

        JsonNode accesses =
                WireJson.mapper().readTree(files.get(PartContents.RECORDS)).path("accesses");
        assertThat(accesses.findValuesAsString("eventId")).contains(seen.eventId().value());
        assertThat(accesses.findValuesAsString("subjectId")).containsOnly(patient.value());
        var resources =
                Objects.requireNonNull(files.get(PartContents.RESOURCES))
                        .lines()
                        .map(line -> WireJson.mapper().readTree(line).path("resource"))
                        .toList();
        /* The record of this export may come between the two. */
        assertThat(resources)
                .extracting(one -> "evt_" + one.path("id").asString(""))
                .containsAll(accesses.findValuesAsString("eventId"));
        assertThat(resources)
                .allSatisfy(
                        one -> {
                            assertThat(one.path("resourceType").asString(""))
                                    .isEqualTo("AuditEvent");
                            assertThat(FhirR4.errors(one.toString())).isEmpty();
                        });
    }

    private static PrivacyRequestId order(AccountId person, ExportKey key) throws Exception {
        var request = new PrivacyRequestId(PrivacyRequestId.PREFIX + "_" + UUID.randomUUID());
        var order =
                new ExportOrdered(
                        request,
                        person,
                        Set.of("audit-service"),
                        key.publicKey(),
                        Instant.now().truncatedTo(ChronoUnit.MILLIS));
        try (var kafka = Producers.persistent(KAFKA)) {
            kafka.send(
                            new ProducerRecord<>(
                                    Topic.Name.EXPORTS_REQUESTED,
                                    null,
                                    order.key(),
                                    WireJson.mapper().writeValueAsBytes(order),
                                    new EventHeaders("identity-service", Clock.systemUTC())
                                            .of(
                                                    "evt_" + UUID.randomUUID(),
                                                    order.eventType(),
                                                    order.key(),
                                                    null,
                                                    1)))
                    .get();
        }
        return request;
    }

    private static Map<String, String> given(ExportKey key, PrivacyRequestId request) {
        return ExportedPart.await(
                request,
                bytes -> WireJson.mapper().readValue(bytes, ExportPartSent.class),
                piece -> key.open(PartPlace.of(piece), Base64.getDecoder().decode(piece.sealed())));
    }
}
