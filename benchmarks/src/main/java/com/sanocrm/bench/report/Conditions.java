package com.sanocrm.bench.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The machine and its disk: figures mean nothing without them. */
public final class Conditions {
    private static final int SYNCS = 200;
    private static final int SYNCED_BYTES = 1024;

    private Conditions() {}

    /** What is known before the run; the disk is that of the directory. */
    public static void before(Report report, Path directory) throws IOException {
        report.condition("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        report.condition("machine", machine());
        report.condition(
                "software",
                "%s %s, JDK %s (%s)"
                        .formatted(
                                System.getProperty("os.name"),
                                System.getProperty("os.version"),
                                Runtime.version(),
                                System.getProperty("java.vendor")));
        report.condition("file system", Files.getFileStore(directory).type());
        report.condition("disk sync before", sync(directory));
        report.condition("load before", load());
    }

    public static void after(Report report, Path directory) throws IOException {
        report.condition("disk sync after", sync(directory));
        report.condition("load after", load());
    }

    private static String machine() throws IOException {
        long memory =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                        .getTotalMemorySize();
        return "%d CPUs (%s), %.1f GiB of memory"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        processor(),
                        memory / (double) (1 << 30));
    }

    private static String processor() throws IOException {
        Path file = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(file)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }

    private static String load() {
        return "%.2f (mean of the last minute)"
                .formatted(
                        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                                .getSystemLoadAverage());
    }

    /** Appends of 1 KiB, each followed by a sync of the data, by one thread. */
    private static String sync(Path directory) throws IOException {
        Path file = Files.createTempFile(directory, "sync", ".bin");
        List<Double> milliseconds = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int i = 0; i < SYNCS; i++) {
                long begin = System.nanoTime();
                channel.write(ByteBuffer.allocate(SYNCED_BYTES));
                channel.force(false);
                milliseconds.add((System.nanoTime() - begin) / 1e6);
            }
        } finally {
            Files.delete(file);
        }
        Collections.sort(milliseconds);
        return String.format(
                Locale.ROOT,
                "an append of 1 KiB with sync takes %.2f ms (median), %.2f ms (p99)",
                milliseconds.get(SYNCS / 2),
                milliseconds.get(SYNCS * 99 / 100));
    }
}
