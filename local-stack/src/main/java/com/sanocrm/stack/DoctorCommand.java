package com.sanocrm.stack;

import com.sanocrm.stack.place.Service;
import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Looks at what the platform needs of the machine; exit code 1 if something is missing. */
final class DoctorCommand {
    private static final long NEEDED_MEMORY_MIB = 4096;
    private static final long NEEDED_DISK_MIB = 3072;
    private static final long NEEDED_FILES = 4096;

    private final Context context;
    private boolean healthy = true;

    private DoctorCommand(Context context) {
        this.context = context;
    }

    static int run(Context context, List<String> args) throws Exception {
        DoctorCommand doctor = new DoctorCommand(context);
        doctor.java();
        doctor.maven();
        doctor.memory();
        doctor.files();
        doctor.disk();
        doctor.ports();
        return doctor.healthy ? 0 : 1;
    }

    private void java() {
        check(
                Runtime.version().feature() >= 25,
                "JDK " + Runtime.version(),
                "Install a JDK 25, for example Temurin, and set JAVA_HOME.");
        check(
                Files.isExecutable(Path.of(System.getProperty("java.home"), "bin", "jcmd")),
                "jcmd, which writes start-up caches",
                "This is a JRE; install the JDK.");
    }

    private void maven() throws InterruptedException {
        boolean there;
        try {
            Process maven =
                    new ProcessBuilder("mvn", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            there = maven.waitFor(30, TimeUnit.SECONDS);
        } catch (IOException e) {
            there = false;
        }
        check(there, "Maven", "Install Maven 3.8.7 or newer; it is needed to build.");
    }

    private void memory() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            long mebibytes = system.getTotalMemorySize() >> 20;
            check(
                    mebibytes >= NEEDED_MEMORY_MIB,
                    "memory: %d MiB".formatted(mebibytes),
                    "The platform takes about 3 GiB; with less than 4 GiB it will swap.");
        }
    }

    private void files() {
        if (ManagementFactory.getOperatingSystemMXBean()
                instanceof UnixOperatingSystemMXBean system) {
            long files = system.getMaxFileDescriptorCount();
            check(
                    files >= NEEDED_FILES,
                    "open files: %d a process".formatted(files),
                    "Kafka needs more: ulimit -n 4096");
        }
    }

    private void disk() throws IOException {
        long mebibytes = Files.getFileStore(context.home().root()).getUsableSpace() >> 20;
        check(
                mebibytes >= NEEDED_DISK_MIB,
                "disk: %d MiB free".formatted(mebibytes),
                "Builds, caches and data take about 3 GiB; free some space.");
    }

    private void ports() {
        if (context.launcher().isUp()) {
            check(true, "ports: the local stack is up", "");
            return;
        }
        List<Integer> taken = new ArrayList<>();
        for (int port : all()) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            } catch (IOException e) {
                taken.add(port);
            }
        }
        check(
                taken.isEmpty(),
                taken.isEmpty() ? "ports: all free" : "ports: taken are " + taken,
                "End what uses them, or move all ports: SANO_PORT_OFFSET=1000 ./sano up");
    }

    private List<Integer> all() {
        var ports = context.ports();
        List<Integer> all =
                new ArrayList<>(
                        List.of(
                                ports.kafka(),
                                ports.kafkaController(),
                                ports.keycloak(),
                                ports.mongodb(),
                                ports.smtp(),
                                ports.imap(),
                                ports.mailPage()));
        for (Service service : Service.values()) {
            all.add(ports.http(service, 1));
            all.add(ports.management(service, 1));
        }
        return all;
    }

    private void check(boolean good, String what, String advice) {
        System.out.println((good ? "  ok   " : "  NO   ") + what);
        if (!good) {
            System.out.println("       " + advice);
            healthy = false;
        }
    }
}
