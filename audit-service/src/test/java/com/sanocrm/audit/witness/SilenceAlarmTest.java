package com.sanocrm.audit.witness;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.audit.AuditServiceTest;
import com.sanocrm.audit.SampleRecords;
import com.sanocrm.audit.log.Cosignatures;
import com.sanocrm.audit.log.Leaf;
import com.sanocrm.audit.log.LogName;
import com.sanocrm.audit.log.Logs;
import com.sanocrm.audit.log.Witnessed.State;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TopicReader;
import com.sanocrm.transparency.VerificationKey;
import com.sanocrm.witness.Witness;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

@AuditServiceTest
class SilenceAlarmTest {
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final PartnerId partner = SampleRecords.partner();
    private final LogName name = LogName.of(partner);
    private final LogName unwatched = LogName.of(SampleRecords.partner());
    private final AtomicReference<Instant> time = new AtomicReference<>(now());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @TempDir private Path folder;
    @Autowired private Cosignatures cosignatures;
    @Autowired private DocumentsFactory factory;
    @Autowired private JsonMapper json;
    @Autowired private Logs logs;

    @Test
    @Promise("P-35")
    void complianceIsToldOnceOfEachTimeInWhichNobodyCosigns() throws Exception {
        logs.append(
                name,
                List.of(
                        new Leaf(
                                SampleRecords.read(partner, SampleRecords.account()),
                                "test-1",
                                1)));
        try (Witness witness = started()) {
            WitnessSettings settings = settings(witness);
            var asking =
                    new Asking(
                            new WitnessClient(settings.addresses().getFirst()), logs, cosignatures);
            assertThat(asking.ask(name)).isEqualTo(State.COSIGNED);
            cosignatures.put(unwatched, asking.witness(), State.NOT_WATCHED);
            SilenceAlarm alarm = alarm(settings);
            SilenceAlarm other = alarm(settings);

            time.set(now().plus(LONGEST).minusSeconds(60));
            alarm.look();
            assertThat(meters.get("sano.audit.witness.silent").gauge().value()).isZero();
            Instant first = later(LONGEST.plusSeconds(60));
            alarm.look();
            alarm.look();
            other.look();
            assertThat(meters.get("sano.audit.witness.silent").gauge().value()).isEqualTo(1);
            alarm(settings).look();

            time.set(now());
            assertThat(asking.ask(name)).isEqualTo(State.COSIGNED);
            alarm.look();
            Instant second = later(LONGEST.plusSeconds(120));
            other.look();

            assertThat(alarms(2)).containsExactly("silent " + first, "silent " + second);
        }
    }

    private Witness started() throws Exception {
        VerificationKey key = logs.view(name).orElseThrow().key();
        Files.writeString(folder.resolve(Witness.LOGS), "localhost/audit/* " + key);
        return Witness.start(
                folder,
                UUID.randomUUID() + ".example/witness",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Clock.systemUTC());
    }

    private static WitnessSettings settings(Witness witness) {
        String address = witness.key().verification() + " http://127.0.0.1:" + witness.port() + "/";
        return new WitnessSettings(List.of(address), LONGEST);
    }

    private SilenceAlarm alarm(WitnessSettings settings) {
        InstantSource clock = time::get;
        return new SilenceAlarm(
                settings, cosignatures, factory, clock.withZone(ZoneOffset.UTC), meters);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private Instant later(Duration since) {
        return time.updateAndGet(_ -> now().plus(since));
    }

    private List<String> alarms(int atLeast) {
        return TopicReader.await(
                        Topic.Name.AUDIT_ALARMS,
                        atLeast,
                        event -> event.value().contains(name.value()))
                .stream()
                .map(event -> json.readTree(event.value()))
                .map(raised -> raised.get("kind").asString() + " " + raised.get("since").asString())
                .toList();
    }
}
