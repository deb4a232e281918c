package com.sanocrm.stack.process;

import com.sanocrm.stack.place.Complaint;
import com.sanocrm.stack.place.Home;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/** All members together: starts them in parallel, hands out orders, and ends them in order. */
public final class Supervisor {
    private final Journal journal;
    private final List<Runner> runners;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile boolean closing;

    public Supervisor(List<Member> members, Home home, PidFiles pids, Journal journal) {
        this.journal = journal;
        this.runners =
                members.stream().map(member -> new Runner(member, this, home, pids)).toList();
    }

    public void start() {
        runners.forEach(Runner::start);
    }

    public List<MemberStatus> status() {
        return runners.stream().map(Runner::status).toList();
    }

    /** Waits until every member that can be started is ready, or one has failed. */
    public List<MemberStatus> awaitSettled() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (status().stream().anyMatch(Supervisor::isUnsettled)
                    && status().stream().noneMatch(member -> member.state() == State.FAILED)) {
                changed.await();
            }
            return status();
        } finally {
            lock.unlock();
        }
    }

    private static boolean isUnsettled(MemberStatus member) {
        return switch (member.state()) {
            case WAITING, STARTING, RESTARTING -> true;
            case MISSING, READY, STOPPED, FAILED -> false;
        };
    }

    /** Waits until all of these are ready. */
    public void awaitReady(Set<String> names) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!allReady(names)) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean allReady(Set<String> names) {
        return runners.stream()
                .filter(runner -> names.contains(runner.member().name()))
                .allMatch(runner -> runner.state() == State.READY);
    }

    void stateChanged() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void tell(String member, String event) {
        journal.tell(member, event);
    }

    public boolean isClosing() {
        return closing;
    }

    /** SIGKILL to all that answer to the name; they are started again. */
    public void kill(String name) throws InterruptedException {
        for (Runner runner : named(name)) {
            runner.kill();
        }
    }

    public void stop(String name) throws InterruptedException {
        for (Runner runner : named(name)) {
            runner.stop();
        }
    }

    /** Starts what was stopped or has failed, and waits until it is ready or fails again. */
    public void start(String name) throws InterruptedException {
        List<Runner> ordered = named(name);
        ordered.forEach(Runner::order);
        lock.lockInterruptibly();
        try {
            while (ordered.stream().map(Runner::status).anyMatch(Supervisor::isUnsettled)) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
        for (Runner runner : ordered) {
            if (runner.state() != State.READY) {
                throw new Complaint(
                        "%s did not come up: %s".formatted(name, runner.status().reason()),
                        "See ./sano logs " + name + ".");
            }
        }
    }

    private List<Runner> named(String name) {
        List<Runner> found =
                runners.stream().filter(runner -> runner.member().answersTo(name)).toList();
        if (found.isEmpty()) {
            throw new Complaint(
                    "There is no " + name + ".",
                    "It is one of "
                            + String.join(
                                    ", ", runners.stream().map(r -> r.member().name()).toList())
                            + ".");
        }
        return found;
    }

    /** Lets those that record a start-up cache write it, one after the other, at low priority. */
    public void endRecordings() throws InterruptedException {
        for (Runner runner : runners) {
            try {
                runner.endRecording();
            } catch (IOException e) {
                tell(runner.member().name(), "has no start-up cache: " + e.getMessage());
            }
        }
    }

    /** Ends everything: those that others need after the others. */
    public void close() {
        closing = true;
        Set<String> needed =
                runners.stream()
                        .flatMap(runner -> runner.member().needs().stream())
                        .collect(Collectors.toSet());
        stopAll(runners.stream().filter(r -> !needed.contains(r.member().name())).toList());
        stopAll(runners.stream().filter(r -> needed.contains(r.member().name())).toList());
    }

    private void stopAll(List<Runner> some) {
        List<Thread> stops =
                some.stream().map(runner -> Thread.ofVirtual().start(() -> stop(runner))).toList();
        try {
            for (Thread stop : stops) {
                stop.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop(Runner runner) {
        try {
            runner.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            tell(runner.member().name(), "was not waited for");
        }
    }
}
