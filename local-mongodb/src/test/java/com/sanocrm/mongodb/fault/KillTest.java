package com.sanocrm.mongodb.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.mongodb.Soak;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the server's process with SIGKILL at random moments while eight clients write. */
class KillTest {
    private static final int ROUNDS = Soak.count(6, 100);
    private static final int FEWEST = 20;
    private static final int MOST = 1_500;
    private static final int TURNS = 200_000;

    /* Tables in memory of 2 MiB, so that kills meet their writing and merging as well. */
    private static final Map<String, String> SMALL =
            Map.of("SANO_STORE_MEMORY_MIB", "32", "SANO_STORE_RESERVE_MIB", "1");

    @TempDir private Path directory;

    @Test
    void whatWasAcknowledgedIsThereWholeAndFoundByEveryIndex() {
        long seed = Soak.seed();
        SplittableRandom random = new SplittableRandom(seed);
        Load load = new Load(seed);
        ServerProcess server = ServerProcess.start(directory, SMALL);
        try {
            Load.prepare(server.uri());
            for (int round = 0; round < ROUNDS; round++) {
                int exitCode =
                        load.writeUntilKilled(
                                server, random.nextInt(FEWEST, MOST), random.nextInt(TURNS));
                assertThat(exitCode).isEqualTo(ServerProcess.SIGKILLED);

                server = ServerProcess.start(directory, SMALL);
                List<Fault> faults = load.check(server.uri());

                assertThat(faults).as("round %d, SANO_SEED=%d", round, seed).isEmpty();
            }
        } finally {
            server.close();
        }
        System.out.printf(
                "%d kills, %d acknowledged commands, %d documents; seed %d%n",
                ROUNDS, load.commands(), load.documents().size(), seed);
    }
}
