package com.sanocrm.stack.keycloak;

import com.sanocrm.stack.place.Complaint;
import com.sanocrm.stack.place.Home;
import com.sanocrm.stack.place.Ports;
import com.sanocrm.stack.process.Launch;
import com.sanocrm.stack.process.StartUpCache;
import com.sanocrm.stack.secret.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Keycloak from its distribution: unpacked and built once, started without its shell script, so
 * that the process that we stop and kill is the server itself.
 */
public final class KeycloakServer {
    private static final String READY_MARK = "built";

    private static final List<String> JVM =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:+UseCompactObjectHeaders",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:MetaspaceSize=192m",
                    "-XX:SweeperThreshold=100",
                    "-Xmx256m",
                    "-XX:-HeapDumpOnOutOfMemoryError",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-Dfile.encoding=UTF-8",
                    "-Duser.language=en",
                    "-Duser.country=US",
                    "--enable-native-access=ALL-UNNAMED",
                    "--add-opens=java.base/java.util=ALL-UNNAMED",
                    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                    "--add-opens=java.base/java.security=ALL-UNNAMED",
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                    "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                            + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                    "-Dpicocli.disable.closures=true",
                    "-Dquarkus-log-max-startup-records=10000");

    private final Home home;
    private final Ports ports;
    private final Secrets secrets;
    private final Path zip;
    private final Path directory;

    public KeycloakServer(Home home, Ports ports, Secrets secrets) {
        this.home = home;
        this.ports = ports;
        this.secrets = secrets;
        this.zip = home.root().resolve("local-stack/target/keycloak.zip");
        this.directory = home.directory().resolve("keycloak");
    }

    /** Unpacks and builds it if that was not done, which takes half a minute, once. */
    public Launch prepare() throws IOException, InterruptedException {
        Path mark = directory.resolve(READY_MARK);
        if (!Files.exists(mark)) {
            delete(directory);
            unpack();
            build();
            Files.createFile(mark);
        }
        realmFile();
        StartUpCache cache = new StartUpCache(directory.resolve("keycloak.aot"));
        List<String> command = command(cache.options());
        command.addAll(
                List.of(
                        "start",
                        "--optimized",
                        "--import-realm",
                        "--cache=local",
                        "--http-enabled=true",
                        "--http-host=127.0.0.1",
                        "--http-port=" + ports.keycloak(),
                        "--hostname=" + ports.keycloakUrl(),
                        "--log-level=WARN"));
        return new Launch(command, environment(), directory, cache.isRecording() ? cache : null);
    }

    private Map<String, String> environment() {
        return Map.of(
                "KC_BOOTSTRAP_ADMIN_USERNAME", Secrets.KEYCLOAK_ADMIN,
                "KC_BOOTSTRAP_ADMIN_PASSWORD", secrets.keycloak(Secrets.KEYCLOAK_ADMIN),
                "SANO_KEYCLOAK_IDENTITY_SECRET", secrets.keycloak(Secrets.IDENTITY_CLIENT),
                "SANO_KEYCLOAK_CLI_SECRET", secrets.keycloak(Secrets.CLI_CLIENT),
                "SANO_KEYCLOAK_PORTAL_SECRET", secrets.keycloak(Secrets.PORTAL_CLIENT),
                "SANO_PUBLIC_URL", ports.gatewayUrl());
    }

    /** Keycloak keeps its database below its own directory; ours is where all data is. */
    private void build() throws IOException, InterruptedException {
        Path data = home.data("keycloak");
        Home.ownerOnly(data);
        Files.createSymbolicLink(directory.resolve("data"), data);
        List<String> command = command(List.of());
        command.addAll(
                List.of(
                        "build",
                        "--db=dev-file",
                        "--health-enabled=false",
                        "--features-disabled=ciba,device-flow,kerberos,par,impersonation"));
        Path log = home.log("keycloak");
        int code =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start()
                        .waitFor();
        if (code != 0) {
            throw new Complaint("Keycloak's build ended with code " + code + ".", "See " + log);
        }
    }

    private void realmFile() throws IOException {
        Path imports = home.data("keycloak").resolve("import");
        Files.createDirectories(imports);
        Files.copy(
                home.root().resolve("deploy/keycloak/sano-realm.json"),
                imports.resolve("sano-realm.json"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    private List<String> command(List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(JVM);
        command.add("-Dkc.home.dir=" + directory);
        command.add("-Djboss.server.config.dir=" + directory.resolve("conf"));
        command.addAll(
                List.of(
                        "-cp",
                        directory.resolve("lib/quarkus-run.jar").toString(),
                        "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        return command;
    }

    private void unpack() throws IOException {
        if (!Files.exists(zip)) {
            throw new Complaint("Keycloak is not there: " + zip, "Build: mvn package.");
        }
        try (InputStream in = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(in)) {
            for (ZipEntry entry = entries.getNextEntry();
                    entry != null;
                    entry = entries.getNextEntry()) {
                Path name = Path.of(entry.getName());
                if (!entry.isDirectory() && name.getNameCount() > 1) {
                    Path file = directory.resolve(name.subpath(1, name.getNameCount())).normalize();
                    if (!file.startsWith(directory)) {
                        throw new IOException("the archive points outside: " + name);
                    }
                    Files.createDirectories(file.getParent());
                    Files.copy(entries, file);
                }
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
