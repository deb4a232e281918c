package com.sanocrm.mongodb.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.sanocrm.mongodb.Soak;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes are refused while the disk is full, reads go on, and writes go on when space is back. */
class DiskFullTest {
    private static final String NO_MOUNT = "this kernel lets users mount no file systems";
    private static final Map<String, String> WITHOUT_RESERVE =
            Map.of("SANO_STORE_MEMORY_MIB", "32", "SANO_STORE_RESERVE_MIB", "0");
    private static final int COMMANDS = 200;
    private static final int TIMES = Soak.count(1, 10);
    private static final long MEBIBYTE = 1 << 20;
    private static final int PIECE = 64 << 10;
    private static final int LITTLE = 256 << 10;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir private Path directory;
    private final long seed = Soak.seed();
    private final SplittableRandom random = new SplittableRandom(seed);
    private final Load load = new Load(seed);

    /** Without a reserve, so that the storage engine itself meets the end of the disk. */
    @Test
    void whereTheDiskEndsInTheMiddleOfAWrite() throws Exception {
        assumeTrue(SmallDisk.isPossible(), NO_MOUNT);
        try (SmallDisk disk = SmallDisk.mount(directory, 64)) {
            Path filler = disk.root().resolve("filler");

            fillAndFree(() -> disk.start(WITHOUT_RESERVE), filler, Long.MAX_VALUE);
        }
    }

    @Test
    void whereTheReserveIsReached() throws Exception {
        long free = Files.getFileStore(directory).getUsableSpace() / MEBIBYTE;
        long filler = 768;
        assumeTrue(free > 2 * filler, "the disk is too full for the test");
        Map<String, String> environment =
                Map.of(
                        "SANO_STORE_MEMORY_MIB",
                        "32",
                        "SANO_STORE_RESERVE_MIB",
                        Long.toString(free - filler / 2));

        fillAndFree(
                () -> ServerProcess.start(directory.resolve("store"), environment),
                directory.resolve("filler"),
                filler * MEBIBYTE);
    }

    @Test
    void whatIsKilledOnAFullDiskStartsOrSaysWhyNotAndLosesNothing() throws Exception {
        assumeTrue(SmallDisk.isPossible(), NO_MOUNT);
        try (SmallDisk disk = SmallDisk.mount(directory, 64)) {
            Path filler = disk.root().resolve("filler");
            for (int i = 0; i < TIMES; i++) {
                try (ServerProcess server = disk.start(WITHOUT_RESERVE)) {
                    if (i == 0) {
                        Load.prepare(server.uri());
                    }
                    load.write(server.uri(), COMMANDS);
                    fill(filler, Long.MAX_VALUE);
                    load.writeUntilRefused(server.uri());
                    server.kill();
                }
                try (ServerProcess server = disk.start(WITHOUT_RESERVE)) {
                    if (server.isReady()) {
                        assertNothingIsLost(server);
                    } else {
                        assertThat(server.exitCode()).isEqualTo(1);
                        assertThat(server.errors())
                                .contains("No space left")
                                .doesNotContain("\tat ");
                    }
                }
                Files.delete(filler);
                try (ServerProcess server = disk.start(WITHOUT_RESERVE)) {
                    assertNothingIsLost(server);
                }
            }
        }
    }

    private void fillAndFree(Supplier<ServerProcess> start, Path filler, long bytes)
            throws IOException {
        try (ServerProcess server = start.get()) {
            Load.prepare(server.uri());
            for (int i = 0; i < TIMES; i++) {
                load.write(server.uri(), COMMANDS);
                fill(filler, bytes);

                assertThat(load.writeUntilRefused(server.uri())).isEqualTo(Load.CLIENTS);
                assertNothingIsLost(server);

                Files.delete(filler);
                awaitWrite(server);
                load.write(server.uri(), COMMANDS);
                assertNothingIsLost(server);
            }
            server.kill();
        }
        try (ServerProcess server = start.get()) {
            assertNothingIsLost(server);
        }
    }

    private void assertNothingIsLost(ServerProcess server) {
        assertThat(load.check(server.uri())).as("SANO_SEED=%d", seed).isEmpty();
    }

    /** All that is left, or so much, but for a little that differs from time to time. */
    private void fill(Path filler, long bytes) throws IOException {
        byte[] content = new byte[PIECE];
        try (FileChannel out =
                FileChannel.open(filler, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (long left = bytes; left > 0; left -= content.length) {
                out.write(ByteBuffer.wrap(content));
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
        try (FileChannel out = FileChannel.open(filler, StandardOpenOption.WRITE)) {
            out.truncate(out.size() - random.nextInt(LITTLE));
        }
    }

    private static void awaitWrite(ServerProcess server) {
        try (MongoClient client = Clients.of(server.uri())) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(MongoException.class)
                    .untilAsserted(
                            () ->
                                    client.getDatabase("faults")
                                            .getCollection("other")
                                            .insertOne(new Document()));
        }
    }
}
