package com.sanocrm.bench.rights;

import com.sanocrm.bench.audit.BenchedLog;
import com.sanocrm.bench.consent.Clinic;
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
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A local stack of the benchmark's own, and the figures that issue 6 asks for. */
public final class RightsBenchmark {
    private static final String ERASURE = "From a person's order to delete the account";
    private static final String EXPORT = "From the approval of an export";
    private static final String ENDS = "From the end of a care relationship";
    private static final String REGISTRATIONS = "Registrations";
    private static final int CALLERS = 8;

    private final Plan plan;
    private final Stack stack;
    private final Progress progress;
    private final Gateway gateway;
    private final Report report =
            new Report(
                    "A person's rights on the running platform",
                    List.of(ERASURE, EXPORT, ENDS, REGISTRATIONS));

    private RightsBenchmark(Plan plan, Stack stack, Progress progress) {
        this.plan = plan;
        this.stack = stack;
        this.progress = progress;
        this.gateway = stack.gateway(HttpClient.Version.HTTP_1_1);
    }

    /**
     * Measures all of it.
     *
     * @param root the project's directory
     * @param home of the stack, made for it
     * @param offset of its ports
     * @throws IllegalStateException if something was refused or is incomplete: the figures would
     *     say nothing
     */
    public static Report run(Plan plan, Path root, Path home, int offset, Progress progress)
            throws Exception {
        Stack stack = Clinic.stack(root, home, offset);
        Directories.delete(home);
        progress.step("a local stack of its own starts");
        stack.mustSano("up", "--detach");
        Report report;
        try {
            report = new RightsBenchmark(plan, stack, progress).measure(home);
        } finally {
            stack.sano("down");
        }
        /* After a failure its logs stay, to be read. */
        Directories.delete(home);
        return report;
    }

    private Report measure(Path home) throws Exception {
        Conditions.before(report, home);
        endCare();
        register();
        Clinic clinic = Clinic.open(stack, plan.people(), progress);
        double written = write(clinic);
        takeAlong(clinic);
        erase(clinic);
        Conditions.after(report, home);
        report.condition(
                "load",
                "%d people with %,d messages each, written by %d callers in %.0f s; one person at a time, "
                                .formatted(plan.people(), plan.messages(), CALLERS, written)
                        + "nothing beside; limits of the gateway raised");
        return report;
    }

    private void endCare() throws Exception {
        Clinic clinic = Clinic.open(stack, plan.patients(), progress);
        progress.step("care relationships end", plan.ends());
        Times times = new Revocations(gateway, clinic).run(plan.ends(), progress);
        String what = "to the first refusal, %d ends".formatted(times.count());
        report.add(ENDS, times.row(what, 50));
        report.add(ENDS, times.row(what, 99).aim(Aim.atMost(1)));
        report.add(ENDS, times.row(what, 100).remark("the longest"));
    }

    private void register() throws Exception {
        progress.step("people register, to warm up");
        new NewPeople(stack, gateway).run(CALLERS, plan.registrations().dividedBy(2));
        progress.step("people register");
        var result = new NewPeople(stack, gateway).run(CALLERS, plan.registrations());
        report.add(
                REGISTRATIONS,
                perSecond(
                                "accepted, %d callers".formatted(CALLERS),
                                result.accepted() / (double) plan.registrations().toSeconds())
                        .remark(
                                "a call p50 %.0f ms, p99 %.0f ms"
                                        .formatted(
                                                result.calls().milliseconds(50),
                                                result.calls().milliseconds(99))));
        report.add(
                REGISTRATIONS,
                perSecond("active, with a login", result.accepted() / result.seconds())
                        .remark(
                                "%,d, until the last was active; Keycloak hashes each password"
                                        .formatted(result.accepted())));
    }

    private static Row perSecond(String what, double rate) {
        return Row.of(what, Spread.once(rate), Unit.PER_SECOND);
    }

    /** Returns how many seconds it took until all are in the audit log, too. */
    private double write(Clinic clinic) throws Exception {
        int all = plan.people() * plan.messages();
        progress.step("messages are written", all);
        long begin = System.nanoTime();
        var next = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> callers =
                    IntStream.range(0, CALLERS)
                            .<Future<?>>mapToObj(
                                    _ ->
                                            threads.submit(
                                                    () -> {
                                                        write(clinic, next, all);
                                                        return null;
                                                    }))
                            .toList();
            for (Future<?> caller : callers) {
                caller.get();
            }
        }
        progress.step("the audit log takes them in", all);
        new BenchedLog(gateway, stack.person("compliance"), clinic.partnerId())
                .await(all, progress);
        return (System.nanoTime() - begin) / 1e9;
    }

    private void write(Clinic clinic, AtomicInteger next, int all) throws Exception {
        for (int number = next.getAndIncrement(); number < all; number = next.getAndIncrement()) {
            int status = clinic.write(number);
            if (status != 201) {
                throw new IllegalStateException("a message was answered " + status);
            }
            progress.advance(1);
        }
    }

    private void takeAlong(Clinic clinic) throws Exception {
        progress.step("people take their data along", plan.people());
        var takings = new Takings(gateway, stack.person("support"));
        for (int i = 0; i < plan.people(); i++) {
            takings.takeAlong(clinic.patient(i), plan.messages());
            progress.advance(1);
        }
        report.add(EXPORT, takings.ready.row("to ready", 50));
        report.add(
                EXPORT,
                takings.ready
                        .row("to ready", 99)
                        .aim(Aim.atMost(60))
                        .remark("of %d: the longest".formatted(takings.ready.count())));
        report.add(
                EXPORT,
                takings.downloads
                        .row("its download", 99)
                        .remark("%,d KiB".formatted(takings.bytes() / 1024)));
    }

    private void erase(Clinic clinic) throws Exception {
        progress.step("people are erased", plan.people());
        var departures = new Departures(gateway, stack.person("compliance"));
        for (int i = 0; i < plan.people(); i++) {
            Session person = clinic.patient(i);
            departures.erase(person, plan.messages());
            progress.advance(1);
        }
        String few = "of %d: the longest".formatted(plan.people());
        report.add(ERASURE, departures.keys.row("to no key in any service", 50));
        report.add(
                ERASURE,
                departures.keys.row("to no key in any service", 99).aim(Aim.atMost(5)).remark(few));
        report.add(ERASURE, departures.certificates.row("to the certificate", 50));
        report.add(
                ERASURE,
                departures
                        .certificates
                        .row("to the certificate", 99)
                        .aim(Aim.atMost(60))
                        .remark(
                                few
                                        + "; clean-up: "
                                        + departures.slowest.entrySet().stream()
                                                .map(
                                                        each ->
                                                                "%s %.1f s"
                                                                        .formatted(
                                                                                each.getKey()
                                                                                        .replace(
                                                                                                "-service",
                                                                                                ""),
                                                                                each.getValue()
                                                                                                .toMillis()
                                                                                        / 1e3))
                                                .collect(Collectors.joining(", "))
                                        + "; %,d records of messaging"
                                                .formatted(departures.records())));
    }
}
