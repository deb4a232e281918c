package com.sanocrm.bench.consent;

import com.sanocrm.bench.consent.OpenLoop.Outcome;
import com.sanocrm.bench.consent.Plan.Rate;
import com.sanocrm.bench.report.Aim;
import com.sanocrm.bench.report.Conditions;
import com.sanocrm.bench.report.Directories;
import com.sanocrm.bench.report.Progress;
import com.sanocrm.bench.report.Report;
import com.sanocrm.bench.report.Row;
import com.sanocrm.bench.report.Spread;
import com.sanocrm.bench.report.Unit;
import com.sanocrm.story.Gateway;
import com.sanocrm.story.Session;
import com.sanocrm.story.Stack;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A local stack of the benchmark's own under the load that issue 4 asks for. */
public final class ConsentBenchmark {
    private static final String ENFORCED = "From the choice to its enforcement everywhere";
    private static final String MESSAGES = "Messages beside them";
    private static final String DECISIONS = "Decisions";
    private static final String PROJECTION = "A projection of consent.state.v1 built anew";
    private static final int CALLERS = 8;
    private static final int BATCH = 100;

    private final Plan plan;
    private final Stack stack;
    private final Progress progress;
    private final Report report =
            new Report(
                    "Consent on the running platform",
                    List.of(ENFORCED, MESSAGES, DECISIONS, PROJECTION));

    private ConsentBenchmark(Plan plan, Stack stack, Progress progress) {
        this.plan = plan;
        this.stack = stack;
        this.progress = progress;
    }

    /**
     * Measures all of it.
     *
     * @param root the project's directory
     * @param home of the stack, made for it
     * @param offset of its ports
     */
    public static Report run(Plan plan, Path root, Path home, int offset, Progress progress)
            throws Exception {
        Stack stack = Clinic.stack(root, home, offset);
        Directories.delete(home);
        progress.step("a local stack of its own starts");
        stack.mustSano("up", "--detach");
        Report report;
        try {
            report = new ConsentBenchmark(plan, stack, progress).measure(home);
        } finally {
            stack.sano("down");
        }
        /* After a failure its logs stay, to be read. */
        Directories.delete(home);
        return report;
    }

    private Report measure(Path home) throws Exception {
        Conditions.before(report, home);
        Clinic clinic = Clinic.open(stack, plan.patients(), progress);
        progress.step("choices and messages, to warm up");
        warmUp(clinic);
        capacity(clinic);
        for (Rate rate : plan.rates()) {
            load(clinic, rate);
        }
        decide(clinic);
        double seconds = new Rebuild(stack, progress).run(plan.people());
        report.add(
                PROJECTION,
                Row.of("%,d people".formatted(plan.people()), Spread.once(seconds), Unit.SECONDS)
                        .remark(
                                "%,.0f people a second, the service's start included"
                                        .formatted(plan.people() / seconds)));
        Conditions.after(report, home);
        report.condition(
                "load",
                "each for %d s, of %d patients; limits of the gateway raised"
                        .formatted(plan.load().toSeconds(), plan.patients()));
        return report;
    }

    /** As fast as the platform answers: what comes faster at first only waits in line. */
    private void warmUp(Clinic clinic) throws Exception {
        both(
                () -> OpenLoop.closed(CALLERS, plan.warmUp(), clinic::choose),
                () -> OpenLoop.closed(CALLERS, plan.warmUp(), clinic::write));
    }

    /** How much of both at once, when everybody waits for the answer before the next call. */
    private void capacity(Clinic clinic) throws Exception {
        progress.step("as many choices and messages as are answered");
        Duration time = plan.load();
        both(
                        () -> OpenLoop.closed(CALLERS, time, clinic::choose),
                        () -> OpenLoop.closed(CALLERS, time, clinic::write))
                .forEach((section, outcome) -> answered(section, outcome.complete(), time));
    }

    private void answered(String section, Outcome outcome, Duration time) {
        double rate = (double) outcome.microseconds.getTotalCount() / time.toSeconds();
        report.add(
                section,
                Row.of(
                                "as many as %d callers get answered".formatted(CALLERS),
                                Spread.once(rate),
                                Unit.PER_SECOND)
                        .remark(
                                "p50 %.0f ms, p99 %.0f ms; %s"
                                        .formatted(
                                                outcome.milliseconds(50),
                                                outcome.milliseconds(99),
                                                statuses(outcome))));
    }

    private void load(Clinic clinic, Rate rate) throws Exception {
        String what =
                "%d choices/s beside %d messages/s".formatted(rate.choices(), rate.messages());
        progress.step(what);
        boolean aimedAt = rate.equals(plan.rates().getLast());
        both(
                        () -> OpenLoop.run(rate.choices(), plan.load(), clinic::choose),
                        () -> OpenLoop.run(rate.messages(), plan.load(), clinic::write))
                .forEach(
                        (section, outcome) -> {
                            Row p99 = latency(what + ": p99", outcome, 99);
                            report.add(
                                    section,
                                    latency(what + ": p50", outcome, 50).remark(statuses(outcome)));
                            report.add(
                                    section,
                                    aimedAt && section.equals(ENFORCED)
                                            ? p99.aim(Aim.atMost(500))
                                            : p99);
                        });
    }

    /** Choices and messages at the same time, by section. */
    private static Map<String, Outcome> both(Callable<Outcome> choices, Callable<Outcome> messages)
            throws Exception {
        try (ExecutorService loops = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Outcome> chosen = loops.submit(choices);
            Future<Outcome> written = loops.submit(messages);
            return Map.of(ENFORCED, chosen.get(), MESSAGES, written.get());
        }
    }

    private static Row latency(String what, Outcome outcome, double percentile) {
        return Row.of(what, Spread.once(outcome.milliseconds(percentile)), Unit.MILLISECONDS);
    }

    private static String statuses(Outcome outcome) {
        return outcome.statuses.entrySet().stream()
                .map(
                        each ->
                                "%,d %s"
                                        .formatted(
                                                each.getValue().sum(),
                                                each.getKey() == 0 ? "failed" : each.getKey()))
                .collect(Collectors.joining(", "));
    }

    private void decide(Clinic clinic) throws Exception {
        Gateway gateway = stack.gateway(HttpClient.Version.HTTP_1_1);
        Session operator = stack.person("operator");
        progress.step("decisions by the rules alone");
        report.add(
                DECISIONS,
                Row.of(
                                "the rules alone, one thread",
                                Spread.of(Rules.run(Duration.ofSeconds(1))),
                                Unit.PER_SECOND)
                        .remark("facts of 10,000 people, at hand"));
        progress.step("decisions, one at a time");
        decided(
                "through the gateway, one in a call",
                1,
                number ->
                        gateway.post(operator, "/consent-decisions", question(clinic, number))
                                .status());
        progress.step("decisions, a hundred at a time");
        String hundred =
                IntStream.range(0, BATCH)
                        .mapToObj(number -> question(clinic, number))
                        .collect(Collectors.joining(",", "[", "]"));
        decided(
                "through the gateway, %d in a call".formatted(BATCH),
                BATCH,
                _ -> gateway.post(operator, "/consent-decisions/batch", hundred).status());
    }

    private static String question(Clinic clinic, int number) {
        return "{\"accountId\": \"%s\", \"purpose\": \"promotional-email\"}"
                .formatted(clinic.patient(number).accountId());
    }

    private void decided(String what, int each, OpenLoop.Call call) {
        OpenLoop.closed(CALLERS, plan.decisions(), call);
        Outcome outcome = OpenLoop.closed(CALLERS, plan.decisions(), call).complete();
        double rate =
                (double) each * outcome.microseconds.getTotalCount() / plan.decisions().toSeconds();
        int processors = Runtime.getRuntime().availableProcessors();
        report.add(
                DECISIONS,
                Row.of(what, Spread.once(rate), Unit.PER_SECOND)
                        .remark(
                                "%,.0f /s and core; a call p50 %.1f ms, p99 %.1f ms; %s; %d callers"
                                        .formatted(
                                                rate / processors,
                                                outcome.milliseconds(50),
                                                outcome.milliseconds(99),
                                                statuses(outcome),
                                                CALLERS)));
    }
}
