package com.sanocrm.bench.store;

import com.sanocrm.bench.report.Directories;
import com.sanocrm.stack.place.Complaint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Where a run keeps its data and its servers; closed, and when the JVM ends, both are gone. */
final class Workplace implements AutoCloseable {
    private final Path directory;
    private final List<ServerProcess> servers = new CopyOnWriteArrayList<>();

    private Workplace(Path directory) {
        this.directory = directory;
    }

    static Workplace open(Path parent, long neededBytes) throws IOException {
        Files.createDirectories(parent);
        if (Files.getFileStore(parent).getUsableSpace() < neededBytes) {
            throw new Complaint(
                    "The disk of %s has less than %d GiB left."
                            .formatted(parent, neededBytes >> 30),
                    "Free some space, or set SANO_HOME to a directory on another disk.");
        }
        Workplace workplace = new Workplace(Files.createTempDirectory(parent, "bench"));
        Runtime.getRuntime().addShutdownHook(new Thread(workplace::close));
        return workplace;
    }

    Path directory() {
        return directory;
    }

    Path data(String name) {
        return directory.resolve(name);
    }

    ServerProcess start(Class<?> main, Path data) throws IOException {
        ServerProcess server = ServerProcess.start(main, data);
        servers.add(server);
        return server;
    }

    @Override
    public void close() {
        try {
            for (ServerProcess server : servers) {
                server.kill();
            }
            Directories.delete(directory);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            System.err.println(directory + " is left: " + e);
        }
    }
}
