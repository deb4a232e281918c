package com.sanocrm.bench.audit;

import com.sanocrm.bench.consent.Clinic;
import com.sanocrm.bench.consent.OpenLoop;
import com.sanocrm.bench.consent.OpenLoop.Outcome;
import com.sanocrm.bench.report.Aim;
import com.sanocrm.bench.report.Conditions;
import com.sanocrm.bench.report.Directories;
import com.sanocrm.bench.report.Progress;
import com.sanocrm.bench.report.Report;
import com.sanocrm.bench.report.Row;
import com.sanocrm.bench.report.Spread;
import com.sanocrm.bench.report.Unit;
import com.sanocrm.platform.audit.AuditMac;
import com.sanocrm.platform.crypto.Keysets;
import com.sanocrm.stack.kafka.KafkaLogin;
import com.sanocrm.story.Gateway;
import com.sanocrm.story.Session;
import com.sanocrm.story.Stack;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** A local stack of the benchmark's own, and the figures that issue 5 asks for. */
public final class AuditBenchmark {
    private static final String READS = "What a record costs a message read";
    private static final String PUBLISHED = "From the record to a published checkpoint over it";
    private static final String INTO = "Records into the log";
    private static final String PROOFS = "Proofs of inclusion, through the API";
    private static final String VERIFIED = "The whole log, verified by ./sano verify log";
    private static final int PROCESSES = 6;

    private final Plan plan;
    private final Stack stack;
    private final Path home;
    private final int offset;
    private final Progress progress;
    private final Gateway gateway;
    private final Session compliance;
    private final Report report =
            new Report(
                    "The audit log on the running platform",
                    List.of(INTO, PUBLISHED, READS, PROOFS, VERIFIED));

    private AuditBenchmark(Plan plan, Stack stack, Path home, int offset, Progress progress)
            throws Exception {
        this.plan = plan;
        this.stack = stack;
        this.home = home;
        this.offset = offset;
        this.progress = progress;
        this.gateway = stack.gateway(HttpClient.Version.HTTP_1_1);
        this.compliance = stack.person("compliance");
    }

    /**
     * Measures all of it.
     *
     * @param root the project's directory
     * @param home of the stack, made for it
     * @param offset of its ports
     * @throws IllegalStateException if calls were refused, or records are missing from the log: the
     *     figures would say nothing
     */
    public static Report run(Plan plan, Path root, Path home, int offset, Progress progress)
            throws Exception {
        Stack stack = Clinic.stack(root, home, offset);
        Directories.delete(home);
        progress.step("a local stack of its own starts");
        stack.mustSano("up", "--detach");
        try {
            return new AuditBenchmark(plan, stack, home, offset, progress).measure();
        } finally {
            stack.sano("down");
            Directories.delete(home);
        }
    }

    private Report measure() throws Exception {
        Conditions.before(report, home);
        readMessages();
        publish();
        try (var records = new Records(login("messaging-service"), mac(), PROCESSES)) {
            send(records, plan.few());
            var log = new BenchedLog(gateway, compliance, records.partner());
            log.await(plan.few(), progress);
            prove(records, plan.few());
            takeIn(records, log);
            log.requireComplete(records.producers());
            prove(records, plan.many());
            compare(records);
            verify(log);
        }
        Conditions.after(report, home);
        report.condition(
                "load",
                "%d reads, %d records, %d proofs a second for %d s each; limits of the gateway raised"
                        .formatted(
                                plan.readsPerSecond(),
                                plan.recordsPerSecond(),
                                plan.proofsPerSecond(),
                                plan.load().toSeconds()));
        return report;
    }

    /** A patient's read of messages waits for its record; messaging-service measures the wait. */
    private void readMessages() throws Exception {
        Clinic clinic = Clinic.open(stack, plan.patients(), progress);
        for (int i = 0; i < plan.patients(); i++) {
            int status = clinic.write(i);
            if (status != 201) {
                throw new IllegalStateException("a message was answered " + status);
            }
        }
        progress.step("messages are read, to warm up");
        OpenLoop.run(plan.readsPerSecond(), plan.load(), clinic::read).complete();
        progress.step("messages are read");
        Outcome outcome = OpenLoop.run(plan.readsPerSecond(), plan.load(), clinic::read).complete();
        var waits = new Waits(8092 + offset);
        report.add(READS, millis("p50 of the wait for the record", waits.milliseconds("0.5")));
        report.add(READS, millis("p99 of the wait for the record", waits.milliseconds("0.99")));
        report.add(READS, latency("p50 of the whole read, at the gateway", outcome, 50));
        report.add(READS, latency("p99 of the whole read, at the gateway", outcome, 99));
    }

    /** One process sends at its rate; a reader of the checkpoints sees when they cover each. */
    private void publish() throws Exception {
        progress.step("records are sent, and checkpoints read");
        // What the service does for the first time is not counted.
        publish(Math.max(plan.recordsPerSecond(), 1));
        Histogram latencies = publish((int) (plan.recordsPerSecond() * plan.load().toSeconds()));
        String remark =
                "%,d records, %d a second"
                        .formatted(latencies.getTotalCount(), plan.recordsPerSecond());
        report.add(
                PUBLISHED, millis("p50", latencies.getValueAtPercentile(50) / 1e3).remark(remark));
        report.add(
                PUBLISHED,
                millis("p99", latencies.getValueAtPercentile(99) / 1e3).aim(Aim.atMost(2_000)));
    }

    /** Of the service as which the records are sent. */
    private AuditMac mac() {
        var keysets = new Keysets(home.resolve("keys").resolve("messaging"));
        return new AuditMac(keysets.mac(AuditMac.keyset("messaging-service")));
    }

    private Histogram publish(int count) throws Exception {
        long[] due = new long[count];
        long interval = Duration.ofSeconds(1).toNanos() / plan.recordsPerSecond();
        try (var records = new Records(login("messaging-service"), mac(), 1);
                var checkpoints =
                        new Checkpoints(
                                login("sano-admin"), "localhost/audit/" + records.partner());
                ExecutorService reader = Executors.newSingleThreadExecutor()) {
            long begin = System.nanoTime();
            for (int i = 0; i < count; i++) {
                due[i] = begin + i * interval;
            }
            Future<Histogram> latencies = reader.submit(() -> checkpoints.latencies(due));
            for (int i = 0; i < count; i++) {
                while (System.nanoTime() < due[i]) {
                    LockSupport.parkNanos(due[i] - System.nanoTime());
                }
                var _ = records.send();
            }
            records.flush();
            return latencies.get();
        }
    }

    private void send(Records records, int count) throws Exception {
        progress.step("records are sent", count);
        Future<?> last = records.send();
        for (int i = 1; i < count; i++) {
            last = records.send();
            progress.advance(1);
        }
        records.flush();
        last.get();
    }

    /** What waits in Kafka when the service starts; its start is not counted. */
    private void takeIn(Records records, BenchedLog log) throws Exception {
        long settled = log.size();
        stack.mustSano("stop", "audit");
        send(records, plan.many() - plan.few());
        progress.step("audit-service starts");
        stack.mustSano("start", "audit");
        long before = log.awaitMoreThan(settled);
        Processes processes = Processes.of(stack);
        long begin = System.nanoTime();
        long all = settled + plan.many() - plan.few();
        progress.step("records come into the log", all - before);
        log.await(all, progress);
        double seconds = (System.nanoTime() - begin) / 1e9;
        Processes after = Processes.of(stack);
        long count = all - before;
        report.add(
                INTO,
                Row.of(
                                "sustained, everything else idle",
                                Spread.once(count / seconds),
                                Unit.PER_SECOND)
                        .remark("%,d records in %.1f s".formatted(count, seconds)));
        for (String name : List.of("audit", "mongodb", "kafka", "witness")) {
            report.add(
                    INTO,
                    Row.of(
                            "processor time a record: " + name,
                            Spread.once(after.secondsSince(processes, name) * 1e6 / count),
                            Unit.MICROSECONDS));
        }
    }

    private void compare(Records records) throws Exception {
        progress.step("beside it: hashing, and reading the topic");
        report.add(
                INTO,
                Row.of(
                                "beside it: SHA-256 of the same bytes, one thread",
                                Spread.of(Comparisons.hashing(records)),
                                Unit.PER_SECOND)
                        .remark("%d bytes each".formatted(records.body().length)));
        report.add(
                INTO,
                Row.of(
                        "beside it: a Kafka consumer of the same topic",
                        Spread.once(Comparisons.consuming(login("sano-admin"), plan.many())),
                        Unit.PER_SECOND));
    }

    private void prove(Records records, int size) {
        progress.step("proofs in a log of %,d".formatted(size));
        OpenLoop.Call call =
                number ->
                        gateway.get(
                                        compliance,
                                        "/audit/events/" + records.anyEventId(number) + "/proof")
                                .status();
        OpenLoop.run(plan.proofsPerSecond(), plan.load().dividedBy(3), call).complete();
        Outcome outcome = OpenLoop.run(plan.proofsPerSecond(), plan.load(), call).complete();
        report.add(PROOFS, latency("p50 of %,d records".formatted(size), outcome, 50));
        report.add(PROOFS, latency("p99 of %,d records".formatted(size), outcome, 99));
    }

    private void verify(BenchedLog log) throws Exception {
        progress.step("./sano verify log");
        long begin = System.nanoTime();
        try (var token = new TokenFile(compliance, home.resolve("token"))) {
            stack.mustSano(
                    "verify",
                    "log",
                    "http://localhost:%d/api/v1/audit/log/%s"
                            .formatted(8080 + offset, log.partner()),
                    "--token-file",
                    token.file().toString(),
                    "--key",
                    log.vkey());
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        report.add(
                VERIFIED,
                Row.of("%,d records".formatted(plan.many()), Spread.once(seconds), Unit.SECONDS)
                        .remark(
                                "fetched over HTTP; %,.0f records a second"
                                        .formatted(plan.many() / seconds)));
    }

    private static Row latency(String what, Outcome outcome, double percentile) {
        return millis(what, outcome.milliseconds(percentile));
    }

    private static Row millis(String what, double milliseconds) {
        return Row.of(what, Spread.once(milliseconds), Unit.MILLISECONDS);
    }

    private Map<String, Object> login(String principal) throws Exception {
        String password = stack.secrets().path("kafka").path(principal).asString();
        return new HashMap<>(
                new KafkaLogin(stack.kafkaBootstrap(), principal, password).properties());
    }
}
