package com.sanocrm.bench.report;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What a file, or a directory with all in it, takes of the disk.
 *
 * @param allocated the bytes of its blocks, those that are reserved but not written yet too
 * @param apparent the bytes up to the ends of the files
 */
public record Footprint(long allocated, long apparent) {

    /** What goes away meanwhile is not counted. */
    public static Footprint of(Path path) throws IOException, InterruptedException {
        return new Footprint(allocated(path), apparent(path.toFile()));
    }

    private static long allocated(Path path) throws IOException, InterruptedException {
        Process du =
                new ProcessBuilder("du", "-sk", path.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (var out = du.inputReader()) {
            return Long.parseLong(out.readLine().split("\\s", 2)[0]) << 10;
        } finally {
            du.waitFor();
        }
    }

    private static long apparent(File file) {
        File[] inside = file.listFiles();
        if (inside == null) {
            return file.length();
        }
        long sum = 0;
        for (File each : inside) {
            sum += apparent(each);
        }
        return sum;
    }
}
