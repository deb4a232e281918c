package com.sanocrm.bench.store;

import com.sanocrm.bench.report.Progress;
import com.sanocrm.bench.report.Row;
import com.sanocrm.bench.report.Spread;
import com.sanocrm.bench.report.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Durable inserts of single documents, the contenders in turns: a disturbance of the machine that
 * lasts longer than a turn hits all of them.
 */
final class InsertRace {
    static final List<Integer> CLIENTS = List.of(1, 8, 32);

    /** Rounds that are not counted: a server's code is compiled well after some ten seconds. */
    private static final int WARM_UPS = 2;

    private static final int PATIENCE_SECONDS = 60;
    private static final int DIGITS = 3;

    private final Plan plan;
    private final List<Contender> contenders;
    private final Progress progress;
    private final Map<Lane, Result> results = new HashMap<>();
    private final Map<Contender, Long> acknowledged = new HashMap<>();

    private record Lane(Contender contender, int clients) {}

    /** Processor time is the server's, and that of this process with all its clients. */
    private static final class Result {
        final List<Double> rates = new ArrayList<>();
        final Histogram microseconds = new ConcurrentHistogram(DIGITS);
        long inserts;
        Duration server = Duration.ZERO;
        Duration clients = Duration.ZERO;

        double microsecondsOf(Duration processor) {
            return processor.toNanos() / 1e3 / inserts;
        }
    }

    InsertRace(Plan plan, List<Contender> contenders, Progress progress) {
        this.plan = plan;
        this.contenders = contenders;
        this.progress = progress;
    }

    void run() throws Exception {
        for (int round = 1 - WARM_UPS; round <= plan.rounds(); round++) {
            for (int clients : CLIENTS) {
                for (Contender contender : contenders) {
                    progress.step(
                            "inserts, round %d of %d, clients: %d, %s"
                                    .formatted(round, plan.rounds(), clients, contender.title()));
                    turn(contender, clients, round < 1 ? new Result() : result(contender, clients));
                }
            }
        }
        for (Contender contender : contenders) {
            checkNothingIsMissing(contender);
        }
    }

    private Result result(Contender contender, int clients) {
        return results.computeIfAbsent(new Lane(contender, clients), lane -> new Result());
    }

    /** Each client's first insert, which connects, is not counted. */
    private void turn(Contender contender, int clients, Result result) throws Exception {
        AtomicLong begin = new AtomicLong();
        CyclicBarrier connected = new CyclicBarrier(clients, () -> begin.set(System.nanoTime()));
        Duration server = contender.processorTime();
        Duration ours = processorTime();
        try (Contender.Turn turn = contender.turn(clients)) {
            List<Long> counts =
                    Clients.run(
                            clients,
                            () -> {
                                turn.insert(Sample.document());
                                connected.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                                return insert(
                                        turn,
                                        begin.get() + plan.slot().toNanos(),
                                        result.microseconds);
                            });
            double seconds = (System.nanoTime() - begin.get()) / 1e9;
            long count = counts.stream().mapToLong(Long::longValue).sum();
            acknowledged.merge(contender, count + clients, Long::sum);
            result.rates.add(count / seconds);
            result.inserts += count;
            result.server = result.server.plus(contender.processorTime().minus(server));
            result.clients = result.clients.plus(processorTime().minus(ours));
        }
    }

    private static Duration processorTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static long insert(Contender.Turn turn, long end, Histogram microseconds)
            throws Exception {
        long count = 0;
        long begin = System.nanoTime();
        while (begin < end) {
            turn.insert(Sample.document());
            long acknowledged = System.nanoTime();
            microseconds.recordValue((acknowledged - begin) / 1_000);
            begin = acknowledged;
            count++;
        }
        return count;
    }

    /** What is fast since it forgets has not won. */
    private void checkNothingIsMissing(Contender contender) throws Exception {
        long stored = contender.stored();
        Long expected = acknowledged.get(contender);
        if (expected == null || expected != stored) {
            throw new IllegalStateException(
                    "%s acknowledged %s inserts and holds %d"
                            .formatted(contender.title(), expected, stored));
        }
    }

    Row row(Contender contender, int clients) {
        Result result = result(contender, clients);
        return Row.of(
                        "%d %s: %s"
                                .formatted(
                                        clients,
                                        clients == 1 ? "client" : "clients",
                                        contender.title()),
                        Spread.of(result.rates),
                        Unit.PER_SECOND)
                .remark(
                        "p50 %.2f ms, p99 %.2f ms; CPU %.0f µs, of the clients %.0f µs"
                                .formatted(
                                        result.microseconds.getValueAtPercentile(50) / 1e3,
                                        result.microseconds.getValueAtPercentile(99) / 1e3,
                                        result.microsecondsOf(result.server.plus(result.clients)),
                                        result.microsecondsOf(result.clients)));
    }

    Spread ratio(Contender one, Contender other, int clients) {
        return Spread.ofRatios(result(one, clients).rates, result(other, clients).rates);
    }
}
