package com.sanocrm.stack;

import com.sanocrm.stack.fleet.Scale;
import com.sanocrm.stack.place.Complaint;
import com.sanocrm.stack.process.ControlClient;
import com.sanocrm.stack.process.StartUpCache;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** In the foreground the command is the launcher; detached it starts one and watches it come up. */
final class UpCommand {
    private static final long POLL_MILLIS = 200;

    private UpCommand() {}

    static int run(Context context, List<String> args) throws Exception {
        List<String> rest = new ArrayList<>(args);
        boolean detach = rest.removeIf(Set.of("--detach", "-d")::contains);
        Scale scale = scale(rest);
        if (context.launcher().isUp()) {
            System.out.println(
                    "The local stack is up. ./sano status shows it, ./sano down ends it.");
            return 0;
        }
        return detach ? detach(context, rest, Map.of()) : new Launcher(context, scale).run();
    }

    /** For the length of a demo: what would make later starts quicker would only slow it down. */
    static int forDemo(Context context) throws IOException, InterruptedException {
        return detach(context, List.of(), Map.of(StartUpCache.SWITCH, StartUpCache.NONE));
    }

    static int launch(Context context, List<String> args) throws Exception {
        return new Launcher(context, scale(args)).run();
    }

    private static Scale scale(List<String> args) {
        List<String> options = new ArrayList<>();
        for (int i = 0; i < args.size(); i++) {
            String argument = args.get(i);
            if (argument.startsWith("--scale=")) {
                options.add(argument.substring("--scale=".length()));
            } else if (argument.equals("--scale") && i + 1 < args.size()) {
                options.add(args.get(++i));
            } else {
                throw new Complaint(
                        "up does not know " + argument + ".",
                        "Call ./sano up [--detach] [--scale messaging=2]");
            }
        }
        return Scale.of(options);
    }

    private static int detach(Context context, List<String> scale, Map<String, String> environment)
            throws IOException, InterruptedException {
        context.home().create();
        Path log = context.home().log("launcher");
        Files.deleteIfExists(log);
        Process launcher = start(context, scale, environment, log);
        ControlClient client = context.launcher();
        Thread settled = Thread.ofVirtual().start(() -> awaitSettled(client, launcher));
        long position = 0;
        while (launcher.isAlive() && settled.isAlive()) {
            position = Files.exists(log) ? LogsCommand.print(log, position) : 0;
            Thread.sleep(POLL_MILLIS);
        }
        Thread.sleep(POLL_MILLIS);
        LogsCommand.print(log, position);
        return client.isUp() ? 0 : 1;
    }

    /** In a session of its own, so that the terminal's Ctrl-C and end do not reach it. */
    private static Process start(
            Context context, List<String> scale, Map<String, String> environment, Path log)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Files.isExecutable(Path.of("/usr/bin/setsid")) ? "/usr/bin/setsid" : "nohup");
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(Sano.class.getName(), Command.LAUNCHER.word()));
        command.addAll(scale);
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().putAll(environment);
        process.directory(context.home().root().toFile());
        process.redirectErrorStream(true);
        process.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        process.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        return process.start();
    }

    private static void awaitSettled(ControlClient client, Process launcher) {
        try {
            while (launcher.isAlive() && !client.isUp()) {
                Thread.sleep(POLL_MILLIS);
            }
            client.order("await");
        } catch (IOException | Complaint e) {
            // The launcher went away; its log says why.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
