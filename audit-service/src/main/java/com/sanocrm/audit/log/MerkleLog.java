package com.sanocrm.audit.log;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.events.CheckpointPublished;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.transparency.Checkpoint;
import com.sanocrm.transparency.Frontier;
import com.sanocrm.transparency.Hash;
import com.sanocrm.transparency.MerkleTree;
import com.sanocrm.transparency.Proofs;
import com.sanocrm.transparency.SignedNote;
import com.sanocrm.transparency.Tile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * One log. Any number of instances may append: the next batch's id follows from the size, so an
 * instance that is behind collides, follows the chain of batches to its end and tries again there.
 */
final class MerkleLog {
    /** Far below the 16 MiB that a document may have. */
    private static final int MAX_BATCH_CHARACTERS = 1 << 20;

    private final LogName name;
    private final Documents<Batch> batches;
    private final Entries entries;
    private final SubjectChains chains;
    private final Tiles tiles;
    private final CheckpointSigner signer;
    private final JsonMapper json;
    private @Nullable Head head;
    private boolean chainsAreKnown;

    MerkleLog(
            LogName name,
            Documents<Batch> batches,
            Entries entries,
            SubjectChains chains,
            Tiles tiles,
            CheckpointSigner signer,
            JsonMapper json) {
        this.name = name;
        this.batches = batches;
        this.entries = entries;
        this.chains = chains;
        this.tiles = tiles;
        this.signer = signer;
        this.json = json;
    }

    /** The log as it stands now, other instances' batches included. */
    synchronized Head current() {
        Head current = head == null ? load() : head;
        head = current;
        Optional<Batch> next = batch(current.size());
        while (next.isPresent()) {
            current = follow(current, next.get());
            head = current;
            next = batch(current.size());
        }
        return current;
    }

    /**
     * Returns when every leaf is in the log; those that were there before change nothing.
     *
     * @return the ids of those that this call has added
     */
    synchronized Set<String> append(List<Leaf> leaves) {
        var added = new HashSet<String>();
        var waiting = new LinkedHashMap<String, Leaf>();
        leaves.forEach(leaf -> waiting.putIfAbsent(leaf.record().eventId().value(), leaf));
        Head current = current();
        knowChains(current);
        dropKnown(waiting);
        while (!waiting.isEmpty()) {
            Batch next = next(current, waiting.values());
            boolean isOurs =
                    batches.createUnlessThere(
                            Change.of(
                                    next,
                                    new CheckpointPublished(
                                            signer.origin(name), next.size(), next.checkpoint())));
            if (isOurs) {
                waiting.keySet().stream().limit(next.leaves().size()).forEach(added::add);
            }
            current = current();
            dropKnown(waiting);
        }
        return added;
    }

    private void dropKnown(Map<String, Leaf> waiting) {
        Set<String> known = entries.known(waiting.keySet());
        waiting.keySet().removeAll(known);
    }

    /** A log that an earlier release began has its records about each person counted once. */
    private void knowChains(Head current) {
        if (!chainsAreKnown && !chains.areKnown(name)) {
            var recount = chains.new Recount(name);
            long next = 0;
            while (next < current.size()) {
                Batch batch =
                        batch(next)
                                .orElseThrow(
                                        () -> new DamagedLogException(name, "a batch is missing"));
                recount.add(parsed(batch), Batch.hashes(batch.leafHashes()));
                next = batch.size();
            }
            chains.know(name);
        }
        chainsAreKnown = true;
    }

    private Batch next(Head current, Collection<Leaf> waiting) {
        var texts = new ArrayList<String>();
        var hashes = new ArrayList<Hash>();
        var ends = ends(waiting);
        int characters = 0;
        for (Leaf leaf : waiting) {
            AccountId subject = leaf.record().subjectId();
            var end = subject == null ? null : ends.getOrDefault(subject, SubjectLink.End.NONE);
            String text = (end == null ? leaf : leaf.linked(end.next())).canonical(json);
            characters += text.length();
            if (texts.size() == Batch.MAX_LEAVES
                    || (!texts.isEmpty() && characters > MAX_BATCH_CHARACTERS)) {
                break;
            }
            texts.add(text);
            hashes.add(Batch.leafHash(text));
            if (subject != null && end != null) {
                ends.put(subject, end.after(hashes.getLast()));
            }
        }
        Frontier edge = current.frontier().append(hashes);
        var checkpoint = new Checkpoint(signer.origin(name), edge.size(), edge.root());
        requireConsistent(current, hashes, checkpoint);
        return new Batch(
                Batch.id(name, current.size()),
                name.value(),
                current.size(),
                texts,
                Batch.base64(hashes),
                Batch.base64(edge.subtrees()),
                edge.root().base64(),
                signer.sign(name, checkpoint).toString());
    }

    private Map<AccountId, SubjectLink.End> ends(Collection<Leaf> waiting) {
        return chains.ends(
                name,
                waiting.stream()
                        .limit(Batch.MAX_LEAVES)
                        .map(leaf -> leaf.record().subjectId())
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()));
    }

    /**
     * Computes the root again, from the stored tiles instead of the edge, and its consistency with
     * the last signed one: an error in one way must not be signed.
     */
    private void requireConsistent(Head current, List<Hash> hashes, Checkpoint checkpoint) {
        var tree = current.subtrees(tiles, hashes);
        Hash root = checkpoint.root();
        if (!MerkleTree.root(checkpoint.size(), tree).equals(root)) {
            throw new DamagedLogException(name, "edge and tiles have different roots");
        }
        long before = current.size();
        if (before > 0
                && !Proofs.consistency(
                        before,
                        checkpoint.size(),
                        current.frontier().root(),
                        root,
                        MerkleTree.consistencyProof(before, checkpoint.size(), tree))) {
            throw new DamagedLogException(name, "the last checkpoint is not its beginning");
        }
    }

    private Head follow(Head current, Batch batch) {
        List<Leaf> leaves = parsed(batch);
        entries.put(batch, leaves);
        chains.put(batch, leaves);
        return current.after(batch, tiles);
    }

    private List<Leaf> parsed(Batch batch) {
        return batch.leaves().stream().map(text -> Leaf.parse(json, text)).toList();
    }

    private Optional<Batch> batch(long first) {
        return batches.find(Batch.id(name, first)).map(stored -> stored.state());
    }

    /** The log before its newest batch, whose entries and tile a crash may have left unwritten. */
    private Head load() {
        var newest =
                batches.list(Filters.eq("log", name.value()), Sorts.descending("first"), 1).stream()
                        .map(stored -> stored.state())
                        .findFirst();
        return newest.map(this::before).orElseGet(() -> Head.empty(name));
    }

    private Head before(Batch newest) {
        long tailStart = newest.first() / Tile.WIDTH * Tile.WIDTH;
        Head before = Head.empty(name);
        var tail = new ArrayList<Hash>();
        for (Batch batch : batchesFrom(tailStart - Batch.MAX_LEAVES, newest.first())) {
            List<Hash> hashes = batch.leaves().stream().map(Batch::leafHash).toList();
            int known = Math.clamp(tailStart - batch.first(), 0, hashes.size());
            tail.addAll(hashes.subList(known, hashes.size()));
            before = new Head(name, batch.edge(), tail, batch.checkpoint());
        }
        requireSigned(before, newest);
        return before;
    }

    private List<Batch> batchesFrom(long first, long end) {
        return batches
                .list(
                        Filters.and(
                                Filters.eq("log", name.value()),
                                Filters.gte("first", first),
                                Filters.lt("first", end)),
                        Sorts.ascending("first"),
                        2 * Batch.MAX_LEAVES)
                .stream()
                .map(stored -> stored.state())
                .toList();
    }

    /** What is stored is what was signed: the newest checkpoint is of the root of these leaves. */
    private void requireSigned(Head before, Batch newest) {
        List<Hash> hashes = newest.leaves().stream().map(Batch::leafHash).toList();
        if (before.size() != newest.first() || !Batch.base64(hashes).equals(newest.leafHashes())) {
            throw new DamagedLogException(name, "a batch is missing or was changed");
        }
        var note = SignedNote.parse(newest.checkpoint());
        var signed = Checkpoint.parse(note.text());
        if (!note.isSignedBy(signer.verificationKey(name))
                || signed.size() != newest.size()
                || !newest.edge().root().equals(signed.root())
                || !MerkleTree.root(newest.size(), before.subtrees(tiles, hashes))
                        .equals(signed.root())) {
            throw new DamagedLogException(name, "the newest checkpoint is not of what is stored");
        }
    }
}
