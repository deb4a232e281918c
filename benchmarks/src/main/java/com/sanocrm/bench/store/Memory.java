package com.sanocrm.bench.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Resident memory of a process in bytes: now, and the most it ever had. Not a number where there is
 * no {@code /proc}.
 */
record Memory(double resident, double peak) {

    static Memory of(long pid) throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.isReadable(status)) {
            return new Memory(Double.NaN, Double.NaN);
        }
        List<String> lines = Files.readAllLines(status);
        return new Memory(kibibytes(lines, "VmRSS:") * 1024, kibibytes(lines, "VmHWM:") * 1024);
    }

    private static double kibibytes(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(Double.NaN);
    }

    double residentMebibytes() {
        return resident / (1 << 20);
    }

    double peakMebibytes() {
        return peak / (1 << 20);
    }
}
