package com.sanocrm.audit.log;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.EventId;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.transparency.Tile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** All logs: appending to them, finding records in them and proving what they hold. */
@Component
public final class Logs {
    private static final int READ_AT_ONCE = 128;

    private final Map<LogName, MerkleLog> open = new ConcurrentHashMap<>();
    private final Documents<Batch> batches;
    private final Entries entries;
    private final SubjectChains chains;
    private final Tiles tiles;
    private final CheckpointSigner signer;
    private final Cosignatures cosignatures;
    private final JsonMapper json;

    Logs(
            DocumentsFactory documents,
            Entries entries,
            SubjectChains chains,
            Tiles tiles,
            CheckpointSigner signer,
            Cosignatures cosignatures,
            JsonMapper json) {
        this.batches = documents.of("batches", Batch.class);
        // Opening a log looks for its newest batches.
        batches.createIndex(Indexes.descending("log", "first"), new IndexOptions());
        this.entries = entries;
        this.chains = chains;
        this.tiles = tiles;
        this.signer = signer;
        this.cosignatures = cosignatures;
        this.json = json;
    }

    /**
     * Returns when the leaves are in the log, with a signed checkpoint over them. A record that is
     * in some log already changes nothing.
     *
     * @return the ids of the records that this call has added
     */
    public Set<String> append(LogName log, List<Leaf> leaves) {
        Set<String> added = open.computeIfAbsent(log, this::opened).append(leaves);
        cosignatures.grown(log);
        return added;
    }

    /** Every log that there is; one look into the store for each. */
    public List<LogName> names() {
        var names = new ArrayList<LogName>();
        var next = first(Filters.empty());
        while (next.isPresent()) {
            names.add(next.get());
            next = first(Filters.gt("log", next.get().value()));
        }
        return names;
    }

    private Optional<LogName> first(Bson filter) {
        return batches.list(filter, Sorts.ascending("log", "first"), 1).stream()
                .map(stored -> new LogName(stored.state().log()))
                .findFirst();
    }

    /** Records that fit, newest first. */
    public List<LoggedRecord> newest(RecordFilter filter, int limit) {
        return read(entries.newest(filter, limit));
    }

    public Optional<LoggedRecord> find(EventId id) {
        return read(entries.find(id).stream().toList()).stream().findFirst();
    }

    /**
     * The log as it stands now; empty for one that has no records. Such a one is not remembered:
     * asking for many names must not fill the memory.
     */
    public Optional<LogView> view(LogName name) {
        MerkleLog log = open.getOrDefault(name, opened(name));
        Head head = log.current();
        if (head.checkpoint() == null) {
            return Optional.empty();
        }
        open.putIfAbsent(name, log);
        return Optional.of(
                new LogView(
                        name,
                        head.size(),
                        head.frontier().root(),
                        cosignatures.under(name, head.checkpoint()),
                        signer.verificationKey(name),
                        head.subtrees(tiles)));
    }

    /** The log that holds the record, as it stands now. */
    public LogView viewOf(LoggedRecord record) {
        return view(record.log())
                .filter(view -> view.size() > record.index())
                .orElseThrow(() -> new IllegalStateException("a log has lost a record"));
    }

    /** The texts of the leaves in a bundle that the log has. */
    List<String> leaves(LogName log, Tile bundle) {
        long from = bundle.first();
        long to = from + bundle.width();
        var texts = new ArrayList<String>();
        var range =
                Filters.and(
                        Filters.eq("log", log.value()),
                        Filters.gt("first", from - Batch.MAX_LEAVES),
                        Filters.lt("first", to));
        batches.list(range, Sorts.ascending("first"), 2 * Batch.MAX_LEAVES)
                .forEach(stored -> texts.addAll(stored.state().leavesWithin(from, to)));
        if (texts.size() != bundle.width()) {
            throw new DamagedLogException(log, "a batch is missing");
        }
        return texts;
    }

    /** The logs that hold records about the person, as they stand now. */
    public List<LogView> logsAbout(AccountId person) {
        return entries.about(person).keySet().stream()
                .map(log -> view(log).orElseThrow(() -> new DamagedLogException(log, "is gone")))
                .toList();
    }

    /** All records about the person that the log has in this view, in the log's order. */
    public void forEachAbout(AccountId person, LogView view, Consumer<LoggedRecord> each) {
        var found = entries.about(person).getOrDefault(view.name(), List.of());
        for (int from = 0; from < found.size(); from += READ_AT_ONCE) {
            var some = found.subList(from, Math.min(from + READ_AT_ONCE, found.size()));
            read(some.stream().filter(entry -> entry.index() < view.size()).toList()).forEach(each);
        }
    }

    private MerkleLog opened(LogName name) {
        return new MerkleLog(name, batches, entries, chains, tiles, signer, json);
    }

    /** The leaves themselves, from the batches, since an entry is only derived from them. */
    private List<LoggedRecord> read(List<Entries.Entry> found) {
        var ids = found.stream().map(Entries.Entry::batch).distinct().toList();
        var byId = new HashMap<String, Batch>();
        if (!ids.isEmpty()) {
            batches.list(Filters.in("_id", ids), Sorts.ascending("_id"), ids.size())
                    .forEach(stored -> byId.put(stored.state().id(), stored.state()));
        }
        var records = new ArrayList<LoggedRecord>();
        for (Entries.Entry entry : found) {
            Batch batch = Objects.requireNonNull(byId.get(entry.batch()), "an entry has its batch");
            String text = batch.leaves().get((int) (entry.index() - batch.first()));
            records.add(new LoggedRecord(entry.log(), entry.index(), text, Leaf.parse(json, text)));
        }
        return records;
    }
}
