package com.sanocrm.transparency.verify;

import com.sanocrm.transparency.Checkpoint;
import com.sanocrm.transparency.Frontier;
import com.sanocrm.transparency.Hash;
import com.sanocrm.transparency.MerkleTree;
import com.sanocrm.transparency.Tile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Reads every leaf and every tile of a log and computes it all again: the leaf hashes, the tiles of
 * all levels, the root, and what earlier checkpoints said; and the leaves' own account, that they
 * are this log's, that no event and no producer's number comes twice, and that the records about
 * each person are a chain. Memory grows with the people and with 32 bytes a leaf.
 */
public final class WholeLog {
    private final LogSource source;
    private final Checkpoint checkpoint;
    private final List<Checkpoint> known;
    private final Records records;

    private final Map<String, PersonsRecords> people = new HashMap<>();
    private final List<List<Hash>> levels = new ArrayList<>();
    private Frontier frontier = Frontier.EMPTY;
    private boolean numbered;

    /** What all logs of a platform have in common: ids and producers' numbers are used once. */
    public static final class Records {
        private final EventIds eventIds = new EventIds();
        private final ProducerNumbers numbers = new ProducerNumbers();

        public int producers() {
            return numbers.producers();
        }

        /** How many numbers below each producer's highest are in none of the logs. */
        public long missing() {
            return numbers.missing();
        }
    }

    /**
     * @param checkpoint whose signature holds
     * @param known earlier ones of the same log
     * @param records of the logs that were verified before, and now of this one
     */
    public WholeLog(
            LogSource source, Checkpoint checkpoint, List<Checkpoint> known, Records records) {
        this.source = source;
        this.checkpoint = checkpoint;
        this.known = known.stream().sorted(Comparator.comparingLong(Checkpoint::size)).toList();
        this.records = records;
    }

    /**
     * Verifies the log, telling how many leaves were read, and answers about how many people it is.
     *
     * @throws Contradiction if anything is not as it should be
     * @throws IOException if something could not be read
     */
    public int verify(LongConsumer progress) throws Contradiction, IOException {
        for (Checkpoint earlier : known) {
            if (earlier.size() > checkpoint.size()) {
                throw new Contradiction(
                        "the log was rolled back: it had %d leaves, now %d"
                                .formatted(earlier.size(), checkpoint.size()));
            }
            compare(earlier);
        }
        for (long from = 0; from < checkpoint.size(); from += Tile.WIDTH) {
            int width = (int) Math.min(Tile.WIDTH, checkpoint.size() - from);
            append(leaves(from, width));
            progress.accept(frontier.size());
        }
        for (int level = 0; level < levels.size(); level++) {
            if (!levels.get(level).isEmpty()) {
                compareTile(level, checkpoint.size());
            }
        }
        if (!frontier.root().equals(checkpoint.root())) {
            throw new Contradiction("the root of these leaves is not the checkpoint's");
        }
        return people.size();
    }

    /** Reads and checks a bundle's leaves and gives their hashes. */
    private List<Hash> leaves(long from, int width) throws Contradiction, IOException {
        var bundle = new Tile(Tile.ENTRIES, from / Tile.WIDTH, width);
        List<byte[]> entries;
        try {
            entries = EntryBundle.parse(bytes(bundle), width);
        } catch (Contradiction e) {
            throw new Contradiction(bundle.path() + " " + e.getMessage());
        }
        List<Hash> hashes = entries.stream().map(Hash::ofLeaf).toList();
        for (int i = 0; i < width; i++) {
            try {
                check(LeafText.parse(entries.get(i)));
            } catch (Contradiction e) {
                throw new Contradiction("leaf " + (from + i) + " " + e.getMessage());
            }
        }
        return hashes;
    }

    private void check(LeafText leaf) throws Contradiction {
        String partner = leaf.partnerId() == null ? "platform" : leaf.partnerId();
        if (!checkpoint.origin().endsWith("/" + partner)) {
            throw new Contradiction("belongs in the log of " + partner);
        }
        if (!records.eventIds.add(leaf.eventId())) {
            throw new Contradiction("has an event's id that another leaf has: " + leaf.eventId());
        }
        if (!records.numbers.add(leaf.producer(), leaf.sequence())) {
            throw new Contradiction(
                    "has a number that another leaf has: %s %d"
                            .formatted(leaf.producer(), leaf.sequence()));
        }
        if (leaf.subjectId() == null) {
            return;
        }
        if (numbered && leaf.subjectSeq() == 0) {
            throw new Contradiction("has no subjectSeq although the log had begun to have them");
        }
        numbered |= leaf.subjectSeq() != 0;
        people.computeIfAbsent(leaf.subjectId(), first -> new PersonsRecords()).add(leaf);
    }

    private void append(List<Hash> hashes) throws Contradiction, IOException {
        long from = frontier.size();
        for (Checkpoint earlier : known) {
            if (earlier.size() > frontier.size() && earlier.size() <= from + hashes.size()) {
                int upTo = (int) (earlier.size() - from);
                frontier = frontier.append(hashes.subList((int) (frontier.size() - from), upTo));
                compare(earlier);
            }
        }
        frontier = frontier.append(hashes.subList((int) (frontier.size() - from), hashes.size()));
        addTo(0, hashes);
    }

    /** At the size of an earlier checkpoint. */
    private void compare(Checkpoint earlier) throws Contradiction {
        if (earlier.size() == frontier.size() && !earlier.root().equals(frontier.root())) {
            throw new Contradiction(
                    "the log was forked: at %d leaves it had another root"
                            .formatted(earlier.size()));
        }
    }

    private void addTo(int level, List<Hash> hashes) throws Contradiction, IOException {
        if (levels.size() == level) {
            levels.add(new ArrayList<>());
        }
        List<Hash> tile = levels.get(level);
        tile.addAll(hashes);
        if (tile.size() == Tile.WIDTH) {
            compareTile(level, frontier.size());
            Hash root = MerkleTree.root(tile);
            tile.clear();
            addTo(level + 1, List.of(root));
        }
    }

    /** The newest tile of the level, of a tree of that size. */
    private void compareTile(int level, long size) throws Contradiction, IOException {
        List<Hash> hashes = levels.get(level);
        long index = (Tile.count(level, size) - 1) / Tile.WIDTH;
        var tile = new Tile(level, index, hashes.size());
        byte[] bytes = bytes(tile);
        for (int i = 0; i < hashes.size(); i++) {
            if (bytes.length != hashes.size() * Hash.LENGTH
                    || !hashes.get(i).isAt(bytes, i * Hash.LENGTH)) {
                throw new Contradiction(tile.path() + " is not of the log's leaves");
            }
        }
    }

    private byte[] bytes(Tile tile) throws Contradiction, IOException {
        return source.tileOrMore(tile)
                .orElseThrow(() -> new Contradiction(tile.path() + " is missing"));
    }
}
