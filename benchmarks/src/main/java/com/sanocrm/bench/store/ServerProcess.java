package com.sanocrm.bench.store;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.sanocrm.stack.fleet.SmallJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A MongoDB-protocol server in a process of its own, as the local stack starts it. */
final class ServerProcess {
    private static final String READY = "READY ";

    private final Process process;
    private final String uri;

    private ServerProcess(Process process, String uri) {
        this.process = process;
        this.uri = uri;
    }

    /** Returns when the server says that it is ready; its complaints go to standard error. */
    static ServerProcess start(Class<?> main, Path data) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SmallJvm.ofStore());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(data.toString(), "0"));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        // The aims are about the defaults.
        builder.environment().keySet().removeIf(name -> name.startsWith("SANO_"));
        builder.environment().putAll(SmallJvm.STORE_ENVIRONMENT);
        Process process = builder.start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(READY)) {
                return new ServerProcess(process, line.substring(READY.length()));
            }
        }
        throw new IOException(main.getSimpleName() + " did not start");
    }

    MongoClient client(int connections) {
        return MongoClients.create(
                MongoClientSettings.builder()
                        .applyConnectionString(new ConnectionString(uri))
                        .applyToConnectionPoolSettings(pool -> pool.maxSize(connections))
                        .build());
    }

    /** Stands still, background work included, until {@link #resume}. */
    void pause() throws IOException {
        signal("-STOP");
    }

    void resume() throws IOException {
        signal("-CONT");
    }

    private void signal(String name) throws IOException {
        try {
            new ProcessBuilder("kill", name, Long.toString(process.pid())).start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    Memory memory() throws IOException {
        return Memory.of(process.pid());
    }

    /** SIGTERM, and waits for the end. */
    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    /** SIGKILL, which a process that stands still obeys as well. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
