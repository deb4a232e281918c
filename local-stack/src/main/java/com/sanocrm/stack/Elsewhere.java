package com.sanocrm.stack;

import com.sanocrm.stack.place.Complaint;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands whose programs live in other rooms, each a main class in a directory of jars that its
 * build made. They run as processes with the checkout, the home and the port offset in their
 * environment.
 */
enum Elsewhere {
    DEMO("com.sanocrm.story.Demo", "end-to-end-tests"),
    PROMISES("com.sanocrm.story.Promises", "end-to-end-tests"),
    VERIFY("com.sanocrm.transparency.Verify", "transparency-log");

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
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m", "-cp"));
        command.add(
                String.join(
                        File.pathSeparator,
                        target + "/*",
                        target + "/lib/*",
                        System.getProperty("java.class.path")));
        command.add(main);
        command.addAll(args);
        ProcessBuilder process = new ProcessBuilder(command).inheritIO();
        process.environment().put("SANO_ROOT", context.home().root().toString());
        process.environment().put("SANO_HOME", context.home().directory().toString());
        process.environment().put("SANO_PORT_OFFSET", Integer.toString(context.ports().offset()));
        return process.start().waitFor();
    }
}
