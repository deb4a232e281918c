package com.sanocrm.mongodb.fault;

import com.sanocrm.mongodb.LocalMongoServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The server as users run it: a process of its own, with this JVM's class path. */
final class ServerProcess implements AutoCloseable {
    /** What the operating system reports of a process that SIGKILL ended. */
    static final int SIGKILLED = 128 + 9;

    private static final String READY = "READY ";
    private static final long SECONDS = 60;

    private final Process process;
    private final Path errors;
    private final @Nullable String uri;

    private ServerProcess(Process process, Path errors, @Nullable String uri) {
        this.process = process;
        this.errors = errors;
        this.uri = uri;
    }

    /** Returns when it is ready, or has ended without that, by SIGKILL if it takes a minute. */
    static ServerProcess start(Path directory, Map<String, String> environment) {
        List<String> command = new ArrayList<>(java());
        command.add(directory.toString());
        command.add("0");
        return start(command, environment);
    }

    /** Up to the arguments of the server. */
    static List<String> java() {
        return List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                LocalMongoServer.class.getName());
    }

    static ServerProcess start(List<String> command, Map<String, String> environment) {
        try {
            Path errors = Files.createTempFile("server", ".err");
            errors.toFile().deleteOnExit();
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            var patience =
                    CompletableFuture.runAsync(
                            process::destroyForcibly,
                            CompletableFuture.delayedExecutor(SECONDS, TimeUnit.SECONDS));
            String uri = readyUri(process);
            patience.cancel(false);
            return new ServerProcess(process, errors, uri);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable String readyUri(Process process) throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(READY)) {
                return line.substring(READY.length());
            }
        }
        return null;
    }

    boolean isReady() {
        return uri != null;
    }

    String uri() {
        if (uri == null) {
            throw new IllegalStateException("the server did not start: " + errors());
        }
        return uri;
    }

    /** Everything it said on its error output. */
    String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** {@code kill -9}, where there is one; the exit code. */
    int kill() {
        process.destroyForcibly();
        return exitCode();
    }

    /** SIGTERM, where there is one; the exit code. */
    int stop() {
        process.destroy();
        return exitCode();
    }

    /** Of a server that ends by itself. */
    int exitCode() {
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the server does not end: " + errors());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
