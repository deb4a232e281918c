package com.sanocrm.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.sanocrm.audit.AuditServiceTest;
import com.sanocrm.audit.SampleRecords;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.EventId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.transparency.Checkpoint;
import com.sanocrm.transparency.Frontier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** Each person's records of a log are a chain without gap or fork, whoever appends, and when. */
@AuditServiceTest
class SubjectChainsTest {
    private final PartnerId partner = SampleRecords.partner();
    private final LogName name = LogName.of(partner);
    private final List<AccountId> patients =
            List.of(SampleRecords.account(), SampleRecords.account(), SampleRecords.account());

    @Autowired private DocumentsFactory documents;
    @Autowired private MongoDatabase database;
    @Autowired private CheckpointSigner signer;
    @Autowired private Cosignatures cosignatures;
    @Autowired private JsonMapper json;
    @Autowired private Logs logs;

    @Test
    @Promise("P-36")
    void eachPersonsRecordsAreAChainAcrossBatches() {
        appendInSteps(logs, leaves(600));

        assertChains(600, 0);
    }

    @Test
    @Promise("P-36")
    void instancesThatAppendAtOnceForkNoChain() throws Exception {
        var leaves = leaves(300);
        var instances = List.of(logs, anotherInstance(), anotherInstance());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < instances.size(); i++) {
                Logs instance = instances.get(i);
                var share = new ArrayList<>(leaves.subList(i * 100, i * 100 + 100));
                running.add(threads.submit(() -> appendInSteps(instance, share)));
            }
            for (var one : running) {
                one.get();
            }
        }

        assertChains(300, 0);
    }

    @Test
    @Promise("P-36")
    void aCrashBeforeTheEndsWereStoredBreaksNoChain() {
        appendInSteps(logs, leaves(40));
        var before = database.getCollection("chains").find(ofThisLog()).into(new ArrayList<>());
        logs.append(name, leaves(20));
        database.getCollection("chains").deleteMany(ofThisLog());
        database.getCollection("chains").insertMany(before);

        anotherInstance().append(name, leaves(20));

        assertChains(80, 0);
    }

    @Test
    @Promise("P-36")
    void recordsOfAnEarlierReleaseAreCountedAndTheNextOnesFollowThem() {
        appendAsAnEarlierRelease(leaves(30));
        appendAsAnEarlierRelease(leaves(30));

        anotherInstance().append(name, leaves(30));
        logs.append(name, leaves(30));

        assertChains(120, 60);
    }

    @Test
    void aRecordAboutNobodyHasNoLink() {
        logs.append(name, List.of(new Leaf(SampleRecords.read(partner, null), "test-1", 1)));

        assertThat(inOrder()).singleElement().extracting(each -> each.leaf().link()).isNull();
    }

    private void assertChains(int count, int withoutLink) {
        var all = inOrder();
        assertThat(all).hasSize(count);
        for (AccountId patient : patients) {
            long seq = 0;
            String last = null;
            for (LoggedRecord logged : all) {
                if (patient.equals(logged.leaf().record().subjectId())) {
                    seq++;
                    assertThat(logged.leaf().link())
                            .isEqualTo(
                                    logged.index() < withoutLink
                                            ? null
                                            : new SubjectLink(seq, last));
                    last = logged.leafHash().base64();
                }
            }
        }
    }

    private List<LoggedRecord> inOrder() {
        return database
                .getCollection("entries")
                .find(Filters.eq("log", name.value()))
                .map(entry -> entry.getString("_id"))
                .map(id -> logs.find(new EventId(id)).orElseThrow())
                .into(new ArrayList<>())
                .stream()
                .sorted(Comparator.comparingLong(LoggedRecord::index))
                .toList();
    }

    private Bson ofThisLog() {
        return Filters.regex("_id", "^" + name + "/");
    }

    /** A batch as it was written before leaves had links. */
    private void appendAsAnEarlierRelease(List<Leaf> leaves) {
        var texts = leaves.stream().map(leaf -> leaf.canonical(json)).toList();
        var hashes = texts.stream().map(Batch::leafHash).toList();
        var batches = documents.of("batches", Batch.class);
        var edge = edge(batches).append(hashes);
        var checkpoint = new Checkpoint(signer.origin(name), edge.size(), edge.root());
        long first = edge.size() - leaves.size();
        batches.create(
                Change.of(
                        new Batch(
                                Batch.id(name, first),
                                name.value(),
                                first,
                                texts,
                                Batch.base64(hashes),
                                Batch.base64(edge.subtrees()),
                                edge.root().base64(),
                                signer.sign(name, checkpoint).toString())));
        assertThat(logs.view(name).orElseThrow().size()).isEqualTo(edge.size());
    }

    private Frontier edge(Documents<Batch> batches) {
        return batches.list(Filters.eq("log", name.value()), Sorts.descending("first"), 1).stream()
                .map(stored -> stored.state().edge())
                .findFirst()
                .orElse(Frontier.EMPTY);
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

    private List<Leaf> leaves(int count) {
        var leaves = new ArrayList<Leaf>();
        for (int i = 1; i <= count; i++) {
            var patient = patients.get(i * i % patients.size());
            leaves.add(new Leaf(SampleRecords.read(partner, patient), "test-1", i));
        }
        return leaves;
    }
}
