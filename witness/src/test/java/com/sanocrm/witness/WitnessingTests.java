package com.sanocrm.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sanocrm.platform.test.Promise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a crash leaves on either side of the moment when a checkpoint is on the disk. */
class WitnessingTests {
    private final TestLog log = TestLog.of("localhost/audit/platform");

    @TempDir private Path directory;

    @Test
    @Promise("P-35")
    void whatTheDiskDoesNotTakeIsNotCosigned() throws Exception {
        Witnessing witnessing = started();
        judge(witnessing, log.request(0, 9));
        Path inTheWay = directory.resolve("checkpoints").resolve(seen() + ".draft");
        Files.createDirectory(inTheWay);

        assertThatThrownBy(() -> judge(witnessing, log.request(9, 12)))
                .isInstanceOf(IOException.class);

        Files.delete(inTheWay);
        assertThat(judge(started(), log.request(0, 5))).isEqualTo(new Verdict.OtherSize(9));
    }

    @Test
    @Promise("P-35")
    void aVerdictThatNobodyHeardStands() throws Exception {
        judge(started(), log.request(0, 9));

        Witnessing afterTheCrash = started();

        assertThat(judge(afterTheCrash, log.request(0, 5))).isEqualTo(new Verdict.OtherSize(9));
        assertThat(judge(afterTheCrash, log.forkedAt(4).request(9, 9)))
                .isEqualTo(new Verdict.Inconsistent(true));
        assertThat(judge(afterTheCrash, log.request(9, 12))).isInstanceOf(Verdict.Cosigned.class);
    }

    private static Verdict judge(Witnessing witnessing, String request) throws IOException {
        return witnessing.judge(AddCheckpoint.parse(request));
    }

    private Witnessing started() throws IOException {
        return new Witnessing(
                WatchedLogs.parse(List.of(log.key().toString())),
                WitnessKey.in(directory, "clinic.example/witness"),
                new SeenCheckpoints(directory),
                Clock.systemUTC());
    }

    private String seen() {
        return SeenCheckpoints.originHash(log.origin());
    }
}
