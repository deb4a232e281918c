package com.sanocrm.stack;

import com.sanocrm.stack.place.Complaint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole build with all tests, two modules at once, then the promises. With {@code --soak} the
 * tests that repeat themselves do so for longer. Further arguments go to Maven.
 */
final class TestCommand {
    private static final String SOAK = "--soak";

    private TestCommand() {}

    static int run(Context context, List<String> args) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        int tests = maven(context, args);
        System.out.printf(
                "%nTests %s after %.0f s.%n%n",
                tests == 0 ? "passed" : "FAILED", (System.nanoTime() - begin) / 1e9);
        if (tests != 0) {
            return tests;
        }
        return promises(context, List.of("--check"));
    }

    /** {@code ./sano promises}: from the last run of the tests. */
    static int promises(Context context, List<String> args)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(context.home().root().toString()));
        all.addAll(args);
        return Elsewhere.PROMISES.run(context, all);
    }

    private static int maven(Context context, List<String> args)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("mvn", "-B", "-ntp", "-T", "2", "verify"));
        command.addAll(args.stream().filter(arg -> !arg.equals(SOAK)).toList());
        ProcessBuilder maven = new ProcessBuilder(command);
        if (args.contains(SOAK)) {
            maven.environment().put("SANO_SOAK", "true");
        }
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        maven.directory(context.home().root().toFile());
        maven.inheritIO();
        try {
            return maven.start().waitFor();
        } catch (IOException e) {
            throw new Complaint(
                    "Maven is not there: " + e.getMessage(), "Install Maven 3.8.7 or newer.");
        }
    }
}
