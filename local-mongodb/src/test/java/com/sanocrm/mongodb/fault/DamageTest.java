package com.sanocrm.mongodb.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoCommandException;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Filters;
import com.sanocrm.mongodb.Soak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cuts the store's files at random places and changes bytes in them, each kind of file. The server
 * may refuse to start, or to answer; what it serves is what was written, and all of it.
 */
class DamageTest {
    private static final int CASES = Soak.count(24, 300);
    private static final int UNRECOVERABLE = 246;
    private static final int SECTOR = 512;
    private static final Map<String, String> SMALL =
            Map.of("SANO_STORE_MEMORY_MIB", "32", "SANO_STORE_RESERVE_MIB", "1");
    private static final List<String> KINDS =
            List.of(
                    "[0-9]+\\.sst",
                    "[0-9]+\\.log",
                    "MANIFEST-.*",
                    "[0-9]+\\.log",
                    "CURRENT",
                    "SEAL",
                    "OPTIONS-.*",
                    "IDENTITY");

    private enum Damage {
        CUT,
        FLIP,
        ZERO;

        byte[] to(byte[] content, SplittableRandom random) {
            int at = random.nextInt(content.length);
            byte[] damaged = this == CUT ? Arrays.copyOf(content, at) : content.clone();
            switch (this) {
                case CUT -> {}
                case FLIP -> damaged[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
                case ZERO -> {
                    int sector = at / SECTOR * SECTOR;
                    int end = Math.min(damaged.length, sector + SECTOR);
                    Arrays.fill(damaged, sector, end, (byte) 0);
                }
            }
            return damaged;
        }
    }

    private enum Outcome {
        REFUSED_TO_START,
        REFUSED_TO_ANSWER,
        SERVED_ALL
    }

    @TempDir private Path directory;

    @Test
    void damageIsNeverServed() throws IOException {
        long seed = Soak.seed();
        SplittableRandom random = new SplittableRandom(seed);
        List<Path> stores = List.of(storeThatEnded(true), storeThatEnded(false));
        Map<String, Integer> outcomes = new TreeMap<>();
        for (int i = 0; i < CASES; i++) {
            String kind = KINDS.get(i % KINDS.size());
            Damage damage = Damage.values()[random.nextInt(Damage.values().length)];
            Path copy = copy(stores.get(random.nextInt(stores.size())));
            String where = apply(damage, kind, copy, random);

            Outcome outcome = outcome(copy, "case %d, %s, SANO_SEED=%d".formatted(i, where, seed));

            outcomes.merge("%s %s: %s".formatted(damage, kind, outcome), 1, Integer::sum);
            delete(copy);
        }
        outcomes.forEach((what, times) -> System.out.println(what + " " + times));
    }

    private Path storeThatEnded(boolean orderly) throws IOException {
        Path store = directory.resolve(orderly ? "closed" : "killed");
        try (ServerProcess server = ServerProcess.start(store, SMALL)) {
            Sample.write(server.uri());
            if (orderly) {
                assertThat(server.stop()).isNotEqualTo(ServerProcess.SIGKILLED);
            } else {
                awaitSeal(store, server.uri());
                server.kill();
            }
        }
        return store;
    }

    /** The seal is behind by a second: what is cut of that cannot be told from the crash. */
    private static void awaitSeal(Path store, String uri) throws IOException {
        Path seal = store.resolve("SEAL");
        try (MongoClient client = Clients.of(uri)) {
            // The first one may have been begun before the last write.
            for (int i = 0; i < 2; i++) {
                String before = Files.readString(seal);
                client.getDatabase("faults").getCollection("other").insertOne(new Document());
                Awaitility.await().until(() -> !Files.readString(seal).equals(before));
            }
        }
    }

    private static String apply(Damage damage, String kind, Path store, SplittableRandom random)
            throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(store)) {
            files =
                    all.filter(file -> file.getFileName().toString().matches(kind))
                            .filter(file -> file.toFile().length() > 0)
                            .sorted()
                            .toList();
        }
        assertThat(files).as(kind).isNotEmpty();
        Path file = files.get(random.nextInt(files.size()));
        byte[] content = Files.readAllBytes(file);
        Files.write(file, damage.to(content, random));
        return damage + " of " + store.getFileName() + "/" + file.getFileName();
    }

    private static Outcome outcome(Path store, String what) {
        try (ServerProcess server = ServerProcess.start(store, SMALL)) {
            if (!server.isReady()) {
                assertThat(server.exitCode()).as(what + server.errors()).isEqualTo(1);
                assertThat(server.errors()).as(what).isNotBlank().doesNotContain("\tat ");
                return Outcome.REFUSED_TO_START;
            }
            try (MongoClient client = Clients.of(server.uri())) {
                return served(client, what + "\n" + server.errors());
            }
        }
    }

    private static Outcome served(MongoClient client, String what) {
        List<Document> found = new ArrayList<>();
        List<Document> byIndex = new ArrayList<>();
        Bson all = Filters.gte("mark", Integer.MIN_VALUE);
        boolean answered = isAnswered(Sample.of(client).find(), found);
        answered = isAnswered(Sample.of(client).find(all).hintString("mark"), byIndex) && answered;
        assertThat(found).as(what).allMatch(Sample::isTrue);
        assertThat(byIndex).as(what).allMatch(Sample::isTrue);
        if (!answered) {
            return Outcome.REFUSED_TO_ANSWER;
        }
        assertThat(Sample.isComplete(found)).as("%s: %d found", what, found.size()).isTrue();
        assertThat(Sample.isComplete(byIndex)).as("%s: %d found", what, byIndex.size()).isTrue();
        return Outcome.SERVED_ALL;
    }

    private static boolean isAnswered(FindIterable<Document> query, List<Document> found) {
        try {
            query.into(found);
            return true;
        } catch (MongoCommandException e) {
            assertThat(e.getCode()).isEqualTo(UNRECOVERABLE);
            return false;
        }
    }

    private Path copy(Path store) throws IOException {
        Path copy = Files.createDirectory(directory.resolve("copy of " + store.getFileName()));
        try (Stream<Path> files = Files.list(store)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    private static void delete(Path store) throws IOException {
        try (Stream<Path> files = Files.walk(store)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
