package com.sanocrm.stack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sanocrm.stack.place.Complaint;
import com.sanocrm.stack.place.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With shell commands for services. */
@Timeout(30)
class SupervisorTest {
    @TempDir private Path root;
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private final List<Supervisor> started = new ArrayList<>();
    private Home home;

    @BeforeEach
    void create() throws IOException {
        home = new Home(root, root.resolve(".sano"));
        home.create();
    }

    @AfterEach
    void end() {
        started.forEach(Supervisor::close);
    }

    @Test
    void aMemberStartsOnlyWhenWhatItNeedsIsReady() throws Exception {
        Supervisor supervisor =
                start(
                        member(
                                "service",
                                Set.of("store"),
                                "test -e ready-store && touch ready-service; sleep 60"),
                        member("store", Set.of(), "sleep 0.3; touch ready-store; sleep 60"));

        assertThat(supervisor.awaitSettled())
                .extracting(MemberStatus::state)
                .containsExactly(State.READY, State.READY);
    }

    @Test
    void whatIsKilledIsStartedAgainWithAnotherProcess() throws Exception {
        Supervisor supervisor = start(member("a", Set.of(), "touch ready-a; sleep 60"));
        long first = supervisor.awaitSettled().getFirst().pid();

        supervisor.kill("a");
        supervisor.start("a");

        MemberStatus now = supervisor.status().getFirst();
        assertThat(now.pid()).isNotZero().isNotEqualTo(first);
    }

    @Test
    void whatIsStoppedOnOrderStaysStoppedUntilItIsStarted() throws Exception {
        Supervisor supervisor = start(member("a", Set.of(), "touch ready-a; sleep 60"));
        supervisor.awaitSettled();

        supervisor.stop("a");
        assertThat(supervisor.awaitSettled().getFirst().state()).isEqualTo(State.STOPPED);

        supervisor.start("a");
        assertThat(supervisor.status().getFirst().state()).isEqualTo(State.READY);
    }

    @Test
    void whatNeverBecomesReadyIsGivenUpWithTheReason() throws Exception {
        Supervisor supervisor = start(member("a", Set.of(), "exit 3"));

        assertThat(supervisor.awaitSettled().getFirst().state()).isEqualTo(State.FAILED);
        assertThat(told).anyMatch(line -> line.contains("ended with code 3"));
        assertThatThrownBy(() -> supervisor.start("a")).isInstanceOf(Complaint.class);
    }

    @Test
    void anUnknownNameIsSaidWithTheKnownOnes() throws Exception {
        Supervisor supervisor = start(member("a", Set.of(), "touch ready-a; sleep 60"));

        assertThatThrownBy(() -> supervisor.kill("b"))
                .isInstanceOfSatisfying(
                        Complaint.class,
                        complaint -> assertThat(complaint.advice()).contains("one of a"));
    }

    @Test
    void nothingRunsAfterTheEnd() throws Exception {
        Supervisor supervisor = start(member("a", Set.of(), "touch ready-a; sleep 60"));
        long pid = supervisor.awaitSettled().getFirst().pid();

        supervisor.close();

        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(new PidFiles(home.run().resolve("pids")).leftBehind()).isEmpty();
    }

    private Supervisor start(Member... members) {
        Supervisor supervisor =
                new Supervisor(
                        List.of(members),
                        home,
                        new PidFiles(home.run().resolve("pids")),
                        (member, event) -> told.add(member + " " + event));
        started.add(supervisor);
        supervisor.start();
        return supervisor;
    }

    /** Ready once it has made its file; the file goes before each start. */
    private Member member(String name, Set<String> needs, String script) {
        Path ready = root.resolve("ready-" + name);
        return new Member(
                name,
                needs,
                List.of(),
                () -> {
                    Files.deleteIfExists(ready);
                    return new Launch(
                            List.of("sh", "-c", "exec 2>&1; " + script), Map.of(), root, null);
                },
                () -> Files.exists(ready),
                null);
    }
}
