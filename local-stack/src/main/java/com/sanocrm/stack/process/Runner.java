package com.sanocrm.stack.process;

import com.sanocrm.stack.place.Complaint;
import com.sanocrm.stack.place.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one member's process running, on a thread of its own: waits for its needs, starts it, waits
 * until it is ready, and starts it again when it dies, unless it was stopped on order. A process
 * that dies {@value #TRIES} times before it is ready is given up until somebody says {@code start}.
 */
final class Runner {
    private static final int TRIES = 3;
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration BACKOFF = Duration.ofMillis(400);
    private static final Duration GRACE = Duration.ofSeconds(12);
    private static final long LARGE_LOG = 16L << 20;

    private final Member member;
    private final Supervisor supervisor;
    private final Home home;
    private final PidFiles pids;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // These are guarded by the lock.
    private State state;
    private boolean wanted = true;
    private @Nullable Process process;
    private @Nullable Launch launch;
    private String reason = "";
    private long readyAfterMillis;
    private boolean recorded;

    Runner(Member member, Supervisor supervisor, Home home, PidFiles pids) {
        this.member = member;
        this.supervisor = supervisor;
        this.home = home;
        this.pids = pids;
        this.state = member.missing() == null ? State.WAITING : State.MISSING;
        this.reason = member.missing() == null ? "" : member.missing();
    }

    Member member() {
        return member;
    }

    void start() {
        if (state() != State.MISSING) {
            Thread.ofVirtual().name("runner-" + member.name()).start(this::run);
        }
    }

    private void run() {
        int failures = 0;
        try {
            while (true) {
                awaitWanted();
                boolean wasReady = runOnce();
                failures = wasReady ? 0 : failures + 1;
                if (isWanted() && failures >= TRIES) {
                    giveUp("it ended %d times before it was ready".formatted(TRIES));
                    failures = 0;
                } else if (isWanted()) {
                    enter(State.RESTARTING, "ended; starting it again");
                    Thread.sleep(BACKOFF.multipliedBy(1L << failures));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether the process became ready before it ended. */
    private boolean runOnce() throws InterruptedException {
        boolean wasReady = false;
        try {
            enter(State.WAITING, "");
            Launch next = member.steps().prepare();
            supervisor.awaitReady(member.needs());
            if (!isWanted()) {
                return false;
            }
            long begin = System.nanoTime();
            Process started = spawn(next);
            if (started == null) {
                return false;
            }
            wasReady = awaitReadiness(started);
            if (wasReady) {
                member.steps().afterReady(started.pid());
                ready(Duration.ofNanos(System.nanoTime() - begin));
            }
            int code = started.waitFor();
            if (isWanted()) {
                supervisor.tell(
                        member.name(),
                        "ended with code %d, see %s".formatted(code, home.log(member.name())));
            }
        } catch (Complaint e) {
            giveUp(e.whatIsWrong() + " " + e.advice());
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | Error e) {
            giveUp(String.valueOf(e));
        } finally {
            ended();
        }
        return wasReady;
    }

    private @Nullable Process spawn(Launch next) throws IOException {
        Path log = home.log(member.name());
        if (Files.exists(log) && Files.size(log) > LARGE_LOG) {
            Files.move(log, Path.of(log + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        ProcessBuilder builder = new ProcessBuilder(next.command());
        builder.environment().keySet().removeIf(name -> name.startsWith("SANO_"));
        builder.environment().putAll(next.environment());
        builder.directory(next.directory().toFile());
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        lock.lock();
        try {
            if (!wanted) {
                return null;
            }
            Process started = builder.start();
            pids.write(member.name(), started.toHandle());
            process = started;
            launch = next;
            recorded = false;
            state = State.STARTING;
            changed.signalAll();
            return started;
        } finally {
            lock.unlock();
        }
    }

    private boolean awaitReadiness(Process started) throws InterruptedException {
        while (started.isAlive()) {
            if (member.probe().ready()) {
                return true;
            }
            Thread.sleep(POLL);
        }
        return false;
    }

    private void ready(Duration after) {
        lock.lock();
        try {
            readyAfterMillis = after.toMillis();
        } finally {
            lock.unlock();
        }
        enter(State.READY, "ready after %.1f s".formatted(after.toMillis() / 1000.0));
    }

    private void giveUp(String why) {
        lock.lock();
        try {
            wanted = false;
            reason = why;
        } finally {
            lock.unlock();
        }
        enter(State.FAILED, why);
    }

    private void ended() {
        lock.lock();
        try {
            if (process != null && process.isAlive()) {
                process.destroyForcibly();
            }
            if (process != null && !recorded && launch != null && launch.recording() != null) {
                launch.recording().discard();
            }
            process = null;
            pids.remove(member.name());
            if (!wanted && state != State.FAILED) {
                state = State.STOPPED;
            }
            changed.signalAll();
        } catch (IOException e) {
            supervisor.tell(member.name(), "its pid file stays: " + e.getMessage());
        } finally {
            lock.unlock();
        }
        supervisor.stateChanged();
    }

    private void enter(State next, String event) {
        lock.lock();
        try {
            state = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (!event.isEmpty() && !supervisor.isClosing()) {
            supervisor.tell(member.name(), event);
        }
        supervisor.stateChanged();
    }

    private void awaitWanted() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!wanted) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isWanted() {
        lock.lock();
        try {
            return wanted;
        } finally {
            lock.unlock();
        }
    }

    State state() {
        lock.lock();
        try {
            return state;
        } finally {
            lock.unlock();
        }
    }

    MemberStatus status() {
        lock.lock();
        try {
            return new MemberStatus(
                    member.name(),
                    state,
                    process == null ? 0 : process.pid(),
                    readyAfterMillis,
                    member.ports(),
                    reason);
        } finally {
            lock.unlock();
        }
    }

    /** Writes the start-up cache that the running process records, if it does. */
    void endRecording() throws IOException, InterruptedException {
        Process running;
        StartUpCache cache;
        lock.lock();
        try {
            running = state == State.READY ? process : null;
            cache = launch == null || recorded ? null : launch.recording();
        } finally {
            lock.unlock();
        }
        if (running != null && cache != null) {
            boolean written = cache.endRecording(running.toHandle());
            lock.lock();
            try {
                recorded = written && running.equals(process);
            } finally {
                lock.unlock();
            }
        }
    }

    /** Says that it shall run. */
    void order() {
        lock.lock();
        try {
            wanted = true;
            reason = "";
            if (state == State.FAILED || state == State.STOPPED) {
                state = State.WAITING;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** SIGKILL; the process is started again. Returns when its end is noticed, not before. */
    void kill() throws InterruptedException {
        Process running = running();
        if (running == null) {
            throw new Complaint(member.name() + " does not run.", "See ./sano status.");
        }
        running.destroyForcibly().waitFor();
        lock.lockInterruptibly();
        try {
            while (running.equals(process)) {
                changed.await();
            }
            if (state == State.READY || state == State.STARTING) {
                state = State.RESTARTING;
            }
        } finally {
            lock.unlock();
        }
    }

    /** SIGTERM, and SIGKILL if it takes too long; the process is not started again. */
    void stop() throws InterruptedException {
        Process running;
        StartUpCache recording;
        lock.lock();
        try {
            wanted = false;
            running = process;
            recording = launch == null || recorded ? null : launch.recording();
            if (running == null && state != State.MISSING && state != State.FAILED) {
                state = State.STOPPED;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        supervisor.stateChanged();
        if (running != null) {
            running.destroy();
            awaitEnd(running, recording != null);
            stopped();
        }
    }

    private void stopped() {
        lock.lock();
        try {
            if (!wanted && state != State.FAILED) {
                state = State.STOPPED;
            }
        } finally {
            lock.unlock();
        }
        supervisor.stateChanged();
    }

    /** A start-up cache that is not there yet is not waited for: it takes longer than all else. */
    private void awaitEnd(Process running, boolean recording) throws InterruptedException {
        long giveUp = System.nanoTime() + GRACE.toNanos();
        while (!running.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
            boolean assembling = recording && running.descendants().findAny().isPresent();
            if (assembling || System.nanoTime() > giveUp) {
                if (!assembling) {
                    supervisor.tell(member.name(), "did not end in time, killed");
                }
                running.descendants().forEach(ProcessHandle::destroyForcibly);
                running.destroyForcibly().waitFor();
            }
        }
    }

    private @Nullable Process running() {
        lock.lock();
        try {
            return process;
        } finally {
            lock.unlock();
        }
    }
}
