package com.sanocrm.audit.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.sanocrm.audit.AuditServiceTest;
import com.sanocrm.audit.SampleRecords;
import com.sanocrm.audit.log.AnotherInstance;
import com.sanocrm.audit.log.Cosignatures;
import com.sanocrm.audit.log.Leaf;
import com.sanocrm.audit.log.LogName;
import com.sanocrm.audit.log.Logs;
import com.sanocrm.audit.log.Witnessed.State;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestTokens;
import com.sanocrm.platform.test.TopicReader;
import com.sanocrm.transparency.Checkpoint;
import com.sanocrm.transparency.Cosignature;
import com.sanocrm.transparency.SignedNote;
import com.sanocrm.transparency.VerificationKey;
import com.sanocrm.witness.Witness;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@AuditServiceTest
class WitnessingTest {
    private static final String NAME = "clinic.example/witness";
    private static final Duration SILENCE = Duration.ofMinutes(15);

    private final PartnerId partner = SampleRecords.partner();
    private final LogName name = LogName.of(partner);

    @TempDir private Path folder;
    @LocalServerPort private int port;
    @Autowired private ApplicationContext service;
    @Autowired private MongoDatabase database;
    @Autowired private Cosignatures cosignatures;
    @Autowired private Logs logs;
    @Autowired private JsonMapper json;
    private Witness witness;

    @BeforeEach
    void start() throws IOException {
        cosignatures.want();
        logs.append(name, leaves(5));
        witness = started(0);
    }

    /** At a partner who watches all logs of this platform. */
    private Witness started(int onPort) throws IOException {
        VerificationKey key = logs.view(name).orElseThrow().key();
        Files.writeString(folder.resolve(Witness.LOGS), "localhost/audit/* " + key);
        return Witness.start(
                folder,
                NAME,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), onPort),
                Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        witness.close();
    }

    @Test
    @Promise("P-35")
    void theCheckpointIsServedWithTheWitnesssSignature() throws Exception {
        assertThat(asking(logs).ask(name)).isEqualTo(State.COSIGNED);
        assertThat(isCosigned("checkpoint", 5)).isTrue();
        assertThat(isCosigned("cosigned-checkpoint", 5)).isTrue();

        logs.append(name, leaves(300));

        assertThat(isCosigned("checkpoint", 305)).isFalse();
        assertThat(isCosigned("cosigned-checkpoint", 5)).isTrue();
        assertThat(asking(AnotherInstance.of(service)).ask(name)).isEqualTo(State.COSIGNED);
        assertThat(isCosigned("checkpoint", 305)).isTrue();
        assertThat(isCosigned("cosigned-checkpoint", 305)).isTrue();
    }

    @Test
    @Promise("P-35")
    void aLogThatWasCutShortOrRewrittenIsRefusedAndComplianceSeesIt() throws Exception {
        asking(logs).ask(name);
        logs.append(name, leaves(4));
        asking(logs).ask(name);
        database.getCollection("batches")
                .deleteOne(Filters.and(Filters.eq("log", name.value()), Filters.eq("first", 5)));
        Logs rolledBack = AnotherInstance.of(service);
        var meters = new SimpleMeterRegistry();
        try (var witnessing = witnessing(rolledBack, meters)) {
            witnessing.askAboutAll();
            awaitState("rolled-back", witnessing);
            assertThat(meters.get("sano.audit.witness.alarms").gauge().value()).isEqualTo(1);

            // Signed with our own key, consistent in itself, and another history.
            rolledBack.append(name, leaves(6));
            awaitState("forked", witnessing);
        }
        assertThat(alarms()).containsExactly("rolled-back " + NAME, "forked " + NAME);
        assertThat(isCosigned("cosigned-checkpoint", 9)).isTrue();
        assertThat(
                        SignedNote.parse(rolledBack.view(name).orElseThrow().checkpoint())
                                .isSignedBy(witness.key().verification()))
                .isFalse();
    }

    @Test
    void aWitnessThatIsAwayHoldsNothingUpAndIsAskedAgain() throws Exception {
        int place = witness.port();
        witness.close();
        assertThat(asking(logs, place).ask(name)).isEqualTo(State.UNREACHABLE);
        logs.append(name, leaves(2));

        witness = started(place);

        assertThat(asking(logs, place).ask(name)).isEqualTo(State.COSIGNED);
        assertThat(isCosigned("checkpoint", 7)).isTrue();
    }

    @Test
    void whatAWitnessAlreadyKnowsIsLearntFromIt() throws Exception {
        asking(logs).ask(name);
        logs.append(name, leaves(4));
        database.getCollection("witnessed").deleteMany(Filters.eq("log", name.value()));

        assertThat(asking(logs).ask(name)).isEqualTo(State.COSIGNED);
    }

    @Test
    void aSignatureOfAnotherKeyIsNotShown() throws Exception {
        var other =
                VerificationKey.witness(NAME, new byte[32]) + " http://127.0.0.1:" + witness.port();
        var address = WitnessSettings.Address.parse(other);

        var state = new Asking(new WitnessClient(address), logs, cosignatures).ask(name);

        assertThat(state).isEqualTo(State.UNREACHABLE);
        assertThat(isCosigned("checkpoint", 5)).isFalse();
    }

    @Test
    void aLogThatNobodyHasCosignedHasNoSuchCheckpoint() throws Exception {
        String of = "/audit/log/cosigned-checkpoint?log=";
        assertThat(get(of + name).statusCode()).isEqualTo(404);
        assertThat(get(of + "x").statusCode()).isEqualTo(404);
    }

    @Test
    void onlyComplianceSeesWhatWitnessesSay() throws Exception {
        String patient = TestTokens.token(TestTokens.newAccountId(), "patient");

        assertThat(get("/audit/witnesses", patient).statusCode()).isEqualTo(403);
    }

    @Test
    void settingsThatNameNoWitnessStopTheStart() {
        for (String wrong :
                List.of("x", "a b", "http://localhost " + witness.key().verification())) {
            assertThatThrownBy(() -> new WitnessSettings(List.of(wrong), SILENCE))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(new WitnessSettings(null, SILENCE).addresses()).isEmpty();
    }

    /** What compliance is to be told of this log, in the order in which it was raised. */
    private List<String> alarms() {
        return TopicReader.await(
                        Topic.Name.AUDIT_ALARMS, 2, event -> event.value().contains(name.value()))
                .stream()
                .map(event -> json.readTree(event.value()))
                .map(
                        raised ->
                                raised.get("kind").asString()
                                        + " "
                                        + raised.get("witness").asString())
                .toList();
    }

    private Asking asking(Logs instance) {
        return asking(instance, witness.port());
    }

    private Asking asking(Logs instance, int place) {
        var address = WitnessSettings.Address.parse(address(place));
        return new Asking(new WitnessClient(address), instance, cosignatures);
    }

    private String address(int place) {
        return witness.key().verification() + " http://127.0.0.1:" + place + "/";
    }

    private Witnessing witnessing(Logs instance, SimpleMeterRegistry meters) {
        return new Witnessing(
                new WitnessSettings(List.of(address(witness.port())), SILENCE),
                instance,
                cosignatures,
                meters);
    }

    /** Ticks meanwhile, as it does in the service: one tick may find the last still at work. */
    private void awaitState(String state, Witnessing witnessing) {
        await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> {
                            witnessing.askAboutWhatHasGrown();
                            return said().equals(state + " true 9");
                        });
    }

    /** What compliance is shown of this log. */
    private String said() throws Exception {
        String token = TestTokens.token(TestTokens.newAccountId(), "compliance");
        for (JsonNode each :
                json.readTree(get("/audit/witnesses?limit=100", token).body()).get("items")) {
            if (each.get("log").asString().equals(name.value())) {
                return "%s %s %s"
                        .formatted(
                                each.get("state").asString(),
                                each.get("alarm").asString(),
                                each.get("size").asString());
            }
        }
        return "";
    }

    private boolean isCosigned(String which, long size) throws Exception {
        var note = SignedNote.parse(get("/audit/log/" + which + "?log=" + name).body());
        assertThat(Checkpoint.parse(note.text()).size()).isEqualTo(size);
        assertThat(note.isSignedBy(logs.view(name).orElseThrow().key())).isTrue();
        return Cosignature.find(note, witness.key().verification()).isPresent();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return get(path, TestTokens.token(TestTokens.newAccountId(), "patient"));
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1" + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Accept", "text/plain, application/json")
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private List<Leaf> leaves(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(
                        i ->
                                new Leaf(
                                        SampleRecords.read(partner, SampleRecords.account()),
                                        "test-1",
                                        i))
                .toList();
    }
}
