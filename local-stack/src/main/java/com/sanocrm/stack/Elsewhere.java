package com.sanocrm.stack;

import com.sanocrm.stack.place.Complaint;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Commands whose programs are main classes of their own, in this room or another. They run as
 * processes with the home and the port offset in their environment.
 */
enum Elsewhere {
    BENCH("com.sanocrm.bench.Bench", "benchmarks"),
    DEMO("com.sanocrm.story.Demo", "end-to-end-tests"),
    PROMISES("com.sanocrm.stack.promise.Promises", "local-stack"),
    VERIFY("com.sanocrm.transparency.verify.Verify", "transparency-log"),
    WITNESS("com.sanocrm.witness.Witness", "witness");

    private final String main;
    private final String module;

    Elsewhere(String main, String module) {
        this.main = main;
        this.module = module;
    }

    int run(Context context, List<String> args) throws IOException, InterruptedException {
        Path target = context.home().root().resolve(module).resolve("target");
        if (!Files.isDirectory(target)) {
            throw new Complaint(module + " is not built.", "Build: mvn -DskipTests package.");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options());
        command.addAll(List.of("-cp", classPath(target), main));
        command.addAll(args);
        ProcessBuilder process = new ProcessBuilder(command).inheritIO();
        process.environment().putAll(environment(context));
        return process.start().waitFor();
    }

    private List<String> options() {
        return switch (this) {
            // The clients of a benchmark must not be what is slow.
            case BENCH ->
                    List.of(
                            "-XX:+UseSerialGC",
                            "-Xmx512m",
                            "--enable-native-access=ALL-UNNAMED",
                            "--sun-misc-unsafe-memory-access=allow");
            // A log of millions: what is known of its people and ids.
            case VERIFY -> List.of("-XX:+UseSerialGC", "-Xmx1g");
            case DEMO, PROMISES, WITNESS ->
                    List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m");
        };
    }

    /** The stories and the benchmarks have libraries of their own. */
    private String classPath(Path target) {
        return switch (this) {
            case BENCH, DEMO ->
                    String.join(
                            File.pathSeparator,
                            target.resolve(module + "-0.1.0-SNAPSHOT.jar").toString(),
                            target + "/lib/*");
            case PROMISES, VERIFY, WITNESS -> System.getProperty("java.class.path");
        };
    }

    private static Map<String, String> environment(Context context) {
        return Map.of(
                "SANO_HOME", context.home().directory().toString(),
                "SANO_PORT_OFFSET", Integer.toString(context.ports().offset()),
                "SANO_BUILD", "never");
    }
}
