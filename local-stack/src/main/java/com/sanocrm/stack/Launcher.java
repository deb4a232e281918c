package com.sanocrm.stack;

import com.sanocrm.stack.fleet.Fleet;
import com.sanocrm.stack.fleet.Scale;
import com.sanocrm.stack.place.Complaint;
import com.sanocrm.stack.place.Home;
import com.sanocrm.stack.process.ControlServer;
import com.sanocrm.stack.process.Member;
import com.sanocrm.stack.process.MemberStatus;
import com.sanocrm.stack.process.PidFiles;
import com.sanocrm.stack.process.State;
import com.sanocrm.stack.process.Supervisor;
import com.sanocrm.stack.secret.Secrets;
import com.sanocrm.stack.seed.Seed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The process that holds the platform: one for each {@code .sano}, by a lock on it. When it ends,
 * by order, Ctrl-C or SIGTERM, everything it started has ended.
 */
final class Launcher {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LONGEST_START = Duration.ofMinutes(4);
    private static final Duration BEFORE_CACHES = Duration.ofSeconds(30);

    private static final Duration LOCK_POLL = Duration.ofMillis(250);
    private static final int LOCK_TRIES = 20;

    private final Context context;
    private final Scale scale;
    private final CountDownLatch ordered = new CountDownLatch(1);
    private final CountDownLatch settled = new CountDownLatch(1);
    private volatile @Nullable Supervisor supervisor;

    Launcher(Context context, Scale scale) {
        this.context = context;
        this.scale = scale;
    }

    /** Runs until it is told to end; the exit code says whether everything had come up. */
    int run() throws Exception {
        Home home = context.home();
        home.create();
        home.requireSpace();
        try (FileChannel channel =
                        FileChannel.open(
                                home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            if (lock == null) {
                throw new Complaint(
                        "The local stack is up already, or just going down.", "See ./sano status.");
            }
            return runAlone(home);
        }
    }

    /** A launcher that is just ending gets a moment to do so. */
    private static @Nullable FileLock lock(FileChannel channel)
            throws IOException, InterruptedException {
        FileLock lock = channel.tryLock();
        for (int i = 0; lock == null && i < LOCK_TRIES; i++) {
            Thread.sleep(LOCK_POLL);
            lock = channel.tryLock();
        }
        return lock;
    }

    private int runAlone(Home home) throws Exception {
        PidFiles pids = new PidFiles(home.run().resolve("pids"));
        endLeftBehind(pids);
        Secrets secrets = Secrets.loadOrCreate(home);
        List<Member> members = new Fleet(home, context.ports(), secrets, scale).members();
        requireFree(members);
        Files.writeString(
                home.run().resolve("port-offset"), Integer.toString(context.ports().offset()));
        Progress progress = Progress.start(this::waitingFor);
        Supervisor all = new Supervisor(members, home, pids, progress);
        supervisor = all;
        Runtime.getRuntime().addShutdownHook(new Thread(all::close, "end"));
        ControlServer control = ControlServer.open(home.socket(), this::obey);
        try {
            all.start();
            boolean up = comeUp(all, new Seed(home, context.ports(), secrets, progress));
            settled.countDown();
            progress.end();
            if (up) {
                announce(progress.seconds(), all.status());
                Thread.ofVirtual().start(() -> writeCaches(all));
                ordered.await();
            }
            return up ? 0 : 1;
        } finally {
            progress.end();
            all.close();
            control.close();
        }
    }

    private boolean comeUp(Supervisor all, Seed seed) throws Exception {
        Thread alarm = Thread.ofVirtual().start(() -> tellAfter(LONGEST_START));
        List<MemberStatus> members = all.awaitSettled();
        alarm.interrupt();
        List<MemberStatus> failed =
                members.stream().filter(member -> member.state() == State.FAILED).toList();
        for (MemberStatus member : failed) {
            System.err.printf(
                    "sano: %s did not come up: %s%n      See ./sano logs %s%n",
                    member.name(), member.reason(), member.name());
        }
        if (all.isClosing()) {
            return false;
        }
        if (failed.isEmpty()) {
            seed.sow(members.stream().allMatch(member -> member.state() == State.READY));
        }
        return failed.isEmpty();
    }

    private void tellAfter(Duration duration) {
        try {
            Thread.sleep(duration);
            System.err.printf(
                    "sano: after %d minutes these are still not ready: %s%n"
                            + "      See their logs: ./sano logs <service>; Ctrl-C or ./sano down ends it.%n",
                    duration.toMinutes(), waitingFor());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeCaches(Supervisor all) {
        try {
            Thread.sleep(BEFORE_CACHES);
            all.endRecordings();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String waitingFor() {
        Supervisor all = supervisor;
        return all == null
                ? ""
                : all.status().stream()
                        .filter(
                                member ->
                                        member.state() != State.READY
                                                && member.state() != State.MISSING)
                        .map(MemberStatus::name)
                        .collect(Collectors.joining(", "));
    }

    private String obey(String order, String argument) throws Exception {
        Supervisor all = supervisor;
        if (all == null) {
            throw new Complaint("The launcher is just starting.", "Try again.");
        }
        switch (order) {
            case "status" -> {
                return JSON.writeValueAsString(all.status()) + "\n";
            }
            case "await" -> settled.await();
            case "kill" -> all.kill(argument);
            case "stop" -> all.stop(argument);
            case "start" -> all.start(argument);
            case "down" -> {
                all.close();
                ordered.countDown();
            }
            default -> throw new Complaint("The launcher knows no order " + order + ".", "");
        }
        return "";
    }

    private void announce(double seconds, List<MemberStatus> members) {
        String missing =
                members.stream()
                        .filter(member -> member.state() == State.MISSING)
                        .map(member -> member.name() + " (" + member.reason() + ")")
                        .collect(Collectors.joining(", "));
        System.out.printf(
                """

                %s after %.1f s.
                  Gateway      %s  (API under /api/v1, documents at /docs)
                  Keycloak     %s
                  Kafka        %s  (./sano kafka-config analyst)
                  Mail         %s
                  Credentials  %s
                Ctrl-C or ./sano down ends it; ./sano status shows it.
                """,
                missing.isEmpty() ? "The platform is up" : "Up without " + missing,
                seconds,
                context.ports().gatewayUrl(),
                context.ports().tokenIssuer(),
                context.ports().kafkaBootstrap(),
                context.ports().mailPageUrl(),
                context.home().credentials());
        System.out.flush();
    }

    /** A launcher that was killed leaves its processes; they hold our ports and files. */
    private static void endLeftBehind(PidFiles pids) throws IOException {
        List<ProcessHandle> left = pids.leftBehind();
        for (ProcessHandle process : left) {
            process.destroyForcibly();
            process.onExit().join();
        }
        if (!left.isEmpty()) {
            System.out.printf(
                    "Ended %d processes which a killed launcher had left behind.%n", left.size());
        }
    }

    private static void requireFree(List<Member> members) {
        for (Member member : members) {
            for (int port : member.missing() == null ? member.ports() : List.<Integer>of()) {
                try (ServerSocket socket = new ServerSocket()) {
                    socket.setReuseAddress(true);
                    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                } catch (IOException e) {
                    throw new Complaint(
                            "Port %d, which %s needs, is taken by another program."
                                    .formatted(port, member.name()),
                            "End that program, or move all ports: SANO_PORT_OFFSET=1000 ./sano up");
                }
            }
        }
    }
}
