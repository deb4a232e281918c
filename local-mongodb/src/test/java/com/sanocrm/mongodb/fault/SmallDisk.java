package com.sanocrm.mongodb.fault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A file system of its own in memory, that a process of a user without rights may mount in a
 * namespace of its own, where the kernel lets it.
 */
final class SmallDisk implements AutoCloseable {
    private final Process holder;
    private final Path directory;

    private SmallDisk(Process holder, Path directory) {
        this.holder = holder;
        this.directory = directory;
    }

    static boolean isPossible() throws IOException, InterruptedException {
        try {
            return new ProcessBuilder("unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }

    static SmallDisk mount(Path directory, int mebibytes) throws IOException {
        String script = "mount -t tmpfs -o size=$1m tmpfs \"$0\" && echo mounted && exec cat";
        Process holder =
                new ProcessBuilder(
                                "unshare",
                                "-rm",
                                "sh",
                                "-c",
                                script,
                                directory.toString(),
                                Integer.toString(mebibytes))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String answer = holder.inputReader(StandardCharsets.UTF_8).readLine();
        if (!"mounted".equals(answer)) {
            throw new IOException("not mounted");
        }
        return new SmallDisk(holder, directory);
    }

    /** Its root, as processes outside see it. */
    Path root() {
        return Path.of("/proc", Long.toString(holder.pid()), "root").resolve(relative());
    }

    private Path relative() {
        return Path.of("/").relativize(directory);
    }

    /** A server with its files on this disk. */
    ServerProcess start(Map<String, String> environment) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "nsenter",
                                "--target",
                                Long.toString(holder.pid()),
                                "--user",
                                "--mount",
                                "--preserve-credentials"));
        command.addAll(ServerProcess.java());
        command.add(directory.resolve("store").toString());
        command.add("0");
        return ServerProcess.start(command, environment);
    }

    @Override
    public void close() {
        holder.destroyForcibly();
        holder.onExit().join();
    }
}
