package com.sanocrm.stack.fleet;

import com.sanocrm.stack.place.Home;
import com.sanocrm.stack.place.Service;
import com.sanocrm.stack.process.StartUpCache;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipFile;

/**
 * A service's boot jar, unpacked under a name that holds the jar's digest: an unpacked jar starts
 * faster and can have a start-up cache. What an older jar left is removed.
 */
final class ServiceJar {
    private static final int DIGEST_CHARACTERS = 12;

    private final Home home;
    private final Service service;

    ServiceJar(Home home, Service service) {
        this.home = home;
        this.service = service;
    }

    /** Where the build puts it. */
    Path built() {
        return home.root()
                .resolve(service.module())
                .resolve("target")
                .resolve(service.module() + "-0.1.0-SNAPSHOT.jar");
    }

    boolean isBuilt() {
        return Files.exists(built());
    }

    /** The jar to run, unpacked now if it was not. Safe to call from several replicas at once. */
    Path unpacked() throws IOException, InterruptedException {
        synchronized (service) {
            Path place = home.run().resolve(service.module() + "-" + digest());
            Path jar = place.resolve(built().getFileName());
            if (!Files.exists(jar)) {
                removeOlder();
                Path draft = home.run().resolve(service.module() + ".draft");
                delete(draft);
                extract(draft);
                Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
            }
            return jar;
        }
    }

    StartUpCache cache(Path unpacked) {
        return new StartUpCache(unpacked.resolveSibling("start-up.aot"));
    }

    private void extract(Path destination) throws IOException, InterruptedException {
        Process extraction =
                new ProcessBuilder(
                                Fleet.java(),
                                "-XX:TieredStopAtLevel=1",
                                "-Djarmode=tools",
                                "-jar",
                                built().toString(),
                                "extract",
                                "--destination",
                                destination.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(
                                        home.log(service.shortName()).toFile()))
                        .start();
        if (extraction.waitFor() != 0) {
            throw new IOException(built() + " could not be unpacked");
        }
    }

    /** Of the entries' names and check sums: the same for the same content, without reading it. */
    private String digest() throws IOException {
        try (ZipFile jar = new ZipFile(built().toFile())) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            jar.stream()
                    .map(entry -> entry.getName() + entry.getCrc() + "\n")
                    .forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest()).substring(0, DIGEST_CHARACTERS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void removeOlder() throws IOException {
        try (var entries = Files.list(home.run())) {
            List<Path> older =
                    entries.filter(
                                    path ->
                                            path.getFileName()
                                                    .toString()
                                                    .startsWith(service.module() + "-"))
                            .toList();
            for (Path each : older) {
                delete(each);
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (var files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
