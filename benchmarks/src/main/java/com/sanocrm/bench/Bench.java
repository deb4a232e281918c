package com.sanocrm.bench;

import com.sanocrm.bench.audit.AuditBenchmark;
import com.sanocrm.bench.consent.ConsentBenchmark;
import com.sanocrm.bench.report.Progress;
import com.sanocrm.bench.report.Report;
import com.sanocrm.bench.rights.RightsBenchmark;
import com.sanocrm.bench.store.StoreBenchmark;
import com.sanocrm.stack.place.Complaint;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * {@code ./sano bench store|consent|audit|rights [--quick] [--check] [--json <file>]}: prints one
 * table. The exit code is 0, and with {@code --check} 1 if an aim is not met.
 */
public final class Bench {
    private static final String USAGE =
            "./sano bench store|consent|audit|rights [--quick] [--check] [--json <file>]";
    private static final List<String> OPTIONS = List.of("--quick", "--check");

    /** Beside the stack of whoever calls this. */
    private static final int PORTS_BESIDE = 5_000;

    private Bench() {}

    static void main(String[] args) throws Exception {
        try {
            System.exit(run(List.of(args)));
        } catch (Complaint e) {
            System.err.println("sano: " + e.whatIsWrong());
            System.err.println("      " + e.advice());
            System.exit(2);
        }
    }

    private static int run(List<String> args) throws Exception {
        int json = args.indexOf("--json");
        long understood = 1 + args.stream().filter(OPTIONS::contains).count() + (json < 0 ? 0 : 2);
        if (args.isEmpty() || understood != args.size()) {
            throw new Complaint("That is not how it is called.", "Call " + USAGE);
        }
        Report report;
        try (Progress progress = new Progress()) {
            report = measured(args.getFirst(), args.contains("--quick"), progress);
        }
        report.print(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        if (json >= 0) {
            Files.writeString(Path.of(args.get(json + 1)), report.json());
        }
        return args.contains("--check") && !report.missed().isEmpty() ? 1 : 0;
    }

    private static Report measured(String what, boolean quick, Progress progress) throws Exception {
        Map<String, String> environment = System.getenv();
        Path home = Path.of(environment.getOrDefault("SANO_HOME", ".sano")).toAbsolutePath();
        return switch (what) {
            case "store" ->
                    StoreBenchmark.run(
                            quick
                                    ? com.sanocrm.bench.store.Plan.quick()
                                    : com.sanocrm.bench.store.Plan.full(),
                            home,
                            progress);
            case "consent" -> {
                int ports = Integer.parseInt(environment.getOrDefault("SANO_PORT_OFFSET", "0"));
                yield ConsentBenchmark.run(
                        quick
                                ? com.sanocrm.bench.consent.Plan.quick()
                                : com.sanocrm.bench.consent.Plan.full(),
                        Path.of("").toAbsolutePath(),
                        home.resolve("bench-consent"),
                        ports + PORTS_BESIDE,
                        progress);
            }
            case "audit" -> {
                int ports = Integer.parseInt(environment.getOrDefault("SANO_PORT_OFFSET", "0"));
                yield AuditBenchmark.run(
                        quick
                                ? com.sanocrm.bench.audit.Plan.quick()
                                : com.sanocrm.bench.audit.Plan.full(),
                        Path.of("").toAbsolutePath(),
                        home.resolve("bench-audit"),
                        ports + PORTS_BESIDE,
                        progress);
            }
            case "rights" -> {
                int ports = Integer.parseInt(environment.getOrDefault("SANO_PORT_OFFSET", "0"));
                yield RightsBenchmark.run(
                        quick
                                ? com.sanocrm.bench.rights.Plan.quick()
                                : com.sanocrm.bench.rights.Plan.full(),
                        Path.of("").toAbsolutePath(),
                        home.resolve("bench-rights"),
                        ports + PORTS_BESIDE,
                        progress);
            }
            default -> throw new Complaint("There is no benchmark " + what + ".", "Call " + USAGE);
        };
    }
}
