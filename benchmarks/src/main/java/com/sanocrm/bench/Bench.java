package com.sanocrm.bench;

import com.sanocrm.bench.report.Progress;
import com.sanocrm.bench.report.Report;
import com.sanocrm.bench.store.Plan;
import com.sanocrm.bench.store.StoreBenchmark;
import com.sanocrm.stack.place.Complaint;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code ./sano bench store [--quick] [--check] [--json <file>]}: prints one table. The exit code
 * is 0, and with {@code --check} 1 if an aim is not met.
 */
public final class Bench {
    private static final String USAGE = "./sano bench store [--quick] [--check] [--json <file>]";

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
        long understood =
                args.stream().filter(List.of("store", "--quick", "--check")::contains).count()
                        + (json < 0 ? 0 : 2);
        if (understood != args.size() || !args.contains("store")) {
            throw new Complaint("That is not how it is called.", "Call " + USAGE);
        }
        Path home = Path.of(System.getenv().getOrDefault("SANO_HOME", ".sano"));
        Plan plan = args.contains("--quick") ? Plan.quick() : Plan.full();
        Report report;
        try (Progress progress = new Progress()) {
            report = StoreBenchmark.run(plan, home, progress);
        }
        report.print(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        if (json >= 0) {
            Files.writeString(Path.of(args.get(json + 1)), report.json());
        }
        return args.contains("--check") && !report.missed().isEmpty() ? 1 : 0;
    }
}
