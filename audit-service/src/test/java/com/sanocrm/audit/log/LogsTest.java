package com.sanocrm.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.sanocrm.audit.AuditServiceTest;
import com.sanocrm.audit.SampleRecords;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.transparency.Checkpoint;
import com.sanocrm.transparency.Proofs;
import com.sanocrm.transparency.SignedNote;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

@AuditServiceTest
class LogsTest {
    private final PartnerId partner = SampleRecords.partner();
    private final LogName name = LogName.of(partner);
    private final AccountId patient = SampleRecords.account();

    @Autowired private DocumentsFactory documents;
    @Autowired private MongoDatabase database;
    @Autowired private CheckpointSigner signer;
    @Autowired private Cosignatures cosignatures;
    @Autowired private JsonMapper json;
    @Autowired private Logs logs;

    @Test
    @Promise("P-35")
    void everyRecordOfALogOfSeveralTilesIsProvable() {
        appendInSteps(logs, leaves(700));

        LogView view = logs.view(name).orElseThrow();
        assertThat(view.size()).isEqualTo(700);
        for (LoggedRecord logged : allRecords()) {
            assertThat(
                            Proofs.inclusion(
                                    logged.leafHash(),
                                    logged.index(),
                                    view.size(),
                                    view.root(),
                                    view.inclusionProof(logged.index())))
                    .isTrue();
        }
    }

    @Test
    void anInstanceThatOpensTheLogContinuesIt() {
        appendInSteps(logs, leaves(300));
        LogView before = logs.view(name).orElseThrow();

        appendInSteps(anotherInstance(), leaves(300));

        LogView after = logs.view(name).orElseThrow();
        assertThat(after.size()).isEqualTo(600);
        assertThat(
                        Proofs.consistency(
                                before.size(),
                                after.size(),
                                before.root(),
                                after.root(),
                                after.consistencyProof(before.size(), after.size())))
                .isTrue();
    }

    @Test
    void theCheckpointIsSignedForExactlyThisTree() {
        logs.append(name, leaves(3));

        LogView view = logs.view(name).orElseThrow();
        var note = SignedNote.parse(view.checkpoint());
        assertThat(note.isSignedBy(view.key())).isTrue();
        assertThat(Checkpoint.parse(note.text()))
                .isEqualTo(new Checkpoint("localhost/audit/" + name, 3, view.root()));
    }

    @Test
    void recordsThatComeAgainChangeNothing() {
        var leaves = leaves(20);
        logs.append(name, leaves);

        logs.append(name, leaves);
        anotherInstance().append(name, leaves.reversed());

        assertThat(logs.view(name).orElseThrow().size()).isEqualTo(20);
    }

    @Test
    void instancesThatAppendAtOnceLoseAndDoubleNothing() throws Exception {
        var leaves = leaves(400);
        var instances = List.of(logs, anotherInstance(), anotherInstance());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<java.util.concurrent.Future<?>>();
            for (int i = 0; i < instances.size(); i++) {
                Logs instance = instances.get(i);
                // Each record goes to two of the three.
                var share = new ArrayList<>(leaves.subList(i * 100, i * 100 + 200));
                running.add(threads.submit(() -> appendInSteps(instance, share)));
            }
            for (var one : running) {
                one.get();
            }
        }

        assertThat(allRecords().stream().map(LoggedRecord::eventId))
                .containsExactlyInAnyOrderElementsOf(
                        leaves.stream().map(leaf -> leaf.record().eventId().value()).toList());
        assertThat(logs.view(name).orElseThrow().size()).isEqualTo(400);
    }

    @Test
    void whatACrashLeftUnwrittenIsWrittenWhenTheLogIsOpened() {
        var leaves = leaves(256);
        logs.append(name, leaves);
        database.getCollection("entries").deleteMany(Filters.eq("log", name.value()));
        database.getCollection("tiles").deleteMany(Filters.eq("_id", name + "/0"));

        anotherInstance().append(name, leaves);

        assertThat(allRecords()).hasSize(256);
        assertThat(anotherInstance().view(name).orElseThrow().size()).isEqualTo(256);
    }

    @Test
    @Promise("P-35")
    void aLogThatWasChangedIsNeitherContinuedNorSigned() {
        appendInSteps(logs, leaves(10));
        var first = Filters.eq("_id", Batch.id(name, 0));
        var batches = database.getCollection("batches");
        var leaves = new ArrayList<String>();
        batches.find(first).forEach(batch -> leaves.addAll(batch.getList("leaves", String.class)));

        batches.updateOne(
                first, Updates.set("leaves.0", leaves.getFirst().replace("success", "refused")));

        assertThatThrownBy(() -> anotherInstance().append(name, leaves(1)))
                .isInstanceOf(DamagedLogException.class);
    }

    @Test
    @Promise("P-35")
    void aLogThatWasCutShortInTheMiddleIsNotContinued() {
        for (int batch = 0; batch < 3; batch++) {
            logs.append(name, leaves(5));
        }
        database.getCollection("batches").deleteOne(Filters.eq("_id", Batch.id(name, 5)));

        assertThatThrownBy(() -> anotherInstance().append(name, leaves(1)))
                .isInstanceOf(DamagedLogException.class);
    }

    private Logs anotherInstance() {
        return new Logs(
                documents,
                new Entries(database),
                new SubjectChains(database),
                new Tiles(database),
                signer,
                cosignatures,
                json);
    }

    private void appendInSteps(Logs instance, List<Leaf> leaves) {
        var random = new Random(leaves.size());
        for (int from = 0; from < leaves.size(); ) {
            int to = Math.min(leaves.size(), from + 1 + random.nextInt(40));
            instance.append(name, leaves.subList(from, to));
            from = to;
        }
    }

    private List<LoggedRecord> allRecords() {
        return logs.newest(RecordFilter.about(patient, null), 10_000);
    }

    private List<Leaf> leaves(int count) {
        var leaves = new ArrayList<Leaf>();
        for (int i = 1; i <= count; i++) {
            leaves.add(new Leaf(SampleRecords.read(partner, patient), "test-1", i));
        }
        return leaves;
    }
}
