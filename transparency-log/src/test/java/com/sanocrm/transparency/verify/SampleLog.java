package com.sanocrm.transparency.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sanocrm.transparency.CanonicalJson;
import com.sanocrm.transparency.Checkpoint;
import com.sanocrm.transparency.Hash;
import com.sanocrm.transparency.MerkleTree;
import com.sanocrm.transparency.SigningKey;
import com.sanocrm.transparency.Tile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/** A log as a service publishes it, by its files; anything in it may be changed. */
record SampleLog(String name, List<String> leaves, SigningKey key, Map<String, byte[]> files)
        implements LogSource {
    static final String PARTNER = "par_0";

    /** The leaves with all tiles and a signed checkpoint. */
    static SampleLog of(String name, List<String> leaves, SigningKey key) {
        var files = new TreeMap<String, byte[]>();
        List<Hash> hashes = leaves.stream().map(SampleLog::hash).toList();
        for (int from = 0; from < leaves.size(); from += Tile.WIDTH) {
            var some = leaves.subList(from, Math.min(from + Tile.WIDTH, leaves.size()));
            var bundle = new Tile(Tile.ENTRIES, from / Tile.WIDTH, some.size());
            files.put(bundle.path(), bundle(some));
        }
        List<Hash> level = hashes;
        for (int n = 0; !level.isEmpty(); n++) {
            var above = new ArrayList<Hash>();
            for (int from = 0; from < level.size(); from += Tile.WIDTH) {
                var some = level.subList(from, Math.min(from + Tile.WIDTH, level.size()));
                files.put(new Tile(n, from / Tile.WIDTH, some.size()).path(), bytes(some));
                if (some.size() == Tile.WIDTH) {
                    above.add(MerkleTree.root(some));
                }
            }
            level = above;
        }
        var checkpoint = new Checkpoint(key.name(), leaves.size(), MerkleTree.root(hashes));
        files.put("checkpoint", key.sign(checkpoint.text()).toString().getBytes(UTF_8));
        return new SampleLog(name, leaves, key, files);
    }

    /** A partner's log of so many records about five people, the first of them without numbers. */
    static SampleLog random(int count, int unnumbered, SigningKey key, Random random) {
        var seqs = new HashMap<String, Long>();
        var lasts = new HashMap<String, String>();
        var leaves = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            var members = new LinkedHashMap<String, Object>();
            members.put("eventId", "evt_" + new UUID(random.nextLong(), random.nextLong()));
            members.put("action", "message.read");
            members.put("partnerId", PARTNER);
            members.put("producer", "messaging-" + i % 3);
            members.put("sequence", 1L + i / 3);
            String subject = "acc_" + random.nextInt(6);
            if (!subject.equals("acc_5")) {
                members.put("subjectId", subject);
                long seq = seqs.merge(subject, 1L, Long::sum);
                if (i >= unnumbered) {
                    members.put("subjectSeq", seq);
                    Optional.ofNullable(lasts.get(subject))
                            .ifPresent(last -> members.put("subjectPrevious", last));
                }
            }
            String leaf = CanonicalJson.write(members);
            leaves.add(leaf);
            if (!subject.equals("acc_5")) {
                lasts.put(subject, hash(leaf).base64());
            }
        }
        return of(PARTNER, leaves, key);
    }

    /** The same people sign for other leaves. */
    SampleLog with(List<String> others) {
        return of(name, others, key);
    }

    /** As it was when it had so many leaves. */
    SampleLog first(int count) {
        return with(leaves.subList(0, count));
    }

    Checkpoint signed() {
        String note = new String(files.get("checkpoint"), UTF_8);
        return Checkpoint.parse(note.substring(0, note.indexOf("\n\n") + 1));
    }

    MerkleTree.Subtrees tree() {
        return MerkleTree.of(leaves.stream().map(SampleLog::hash).toList());
    }

    static Hash hash(String leaf) {
        return Hash.ofLeaf(leaf.getBytes(UTF_8));
    }

    @Override
    public byte[] checkpoint() throws IOException {
        return Optional.ofNullable(files.get("checkpoint")).orElseThrow(IOException::new);
    }

    @Override
    public Optional<byte[]> tile(Tile tile) {
        return Optional.ofNullable(files.get(tile.path()));
    }

    Path writeTo(Path folder) {
        files.forEach(
                (path, bytes) -> {
                    try {
                        Files.createDirectories(folder.resolve(path).getParent());
                        Files.write(folder.resolve(path), bytes);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        return folder;
    }

    static byte[] bundle(List<String> leaves) {
        var bytes = new ByteArrayOutputStream();
        for (String leaf : leaves) {
            byte[] entry = leaf.getBytes(UTF_8);
            bytes.write(entry.length >> 8);
            bytes.write(entry.length);
            bytes.writeBytes(entry);
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(List<Hash> hashes) {
        var bytes = new ByteArrayOutputStream();
        hashes.forEach(hash -> bytes.writeBytes(hash.bytes()));
        return bytes.toByteArray();
    }
}
