package com.sanocrm.stack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JDK AOT cache (JEP 483, 514, 515) of one program: classes loaded and linked, ready for the next
 * start. The first run records until it is told to write the cache; later runs use it. A cache that
 * does not fit (another JDK, other jars) is ignored by the JVM.
 */
public record StartUpCache(Path file) {
    /**
     * Set to {@link #NONE}, this variable keeps a stack that will not start again from recording.
     */
    public static final String SWITCH = "SANO_START_CACHES";

    public static final String NONE = "none";

    private static final boolean MAY_RECORD = !NONE.equals(System.getenv(SWITCH));
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    public boolean isRecording() {
        return MAY_RECORD && !Files.exists(file);
    }

    public List<String> options() {
        if (Files.exists(file)) {
            return List.of("-XX:AOTCache=" + file, "-Xlog:disable", "-Xlog:all=error:stderr");
        }
        return MAY_RECORD ? List.of("-XX:AOTCacheOutput=" + file) : List.of();
    }

    /**
     * Ends the recording of a process that goes on running, and waits until the cache is written.
     * The JVM that assembles it gets the lowest priority: somebody may be using the platform.
     *
     * @return whether the cache is written
     */
    boolean endRecording(ProcessHandle process) throws IOException, InterruptedException {
        Process jcmd =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                                Long.toString(process.pid()),
                                "AOT.end_recording")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        boolean reniced = false;
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (jcmd.isAlive() && process.isAlive() && System.nanoTime() < giveUp) {
            if (!reniced) {
                reniced = process.children().peek(StartUpCache::renice).count() > 0;
            }
            jcmd.waitFor(50, TimeUnit.MILLISECONDS);
        }
        boolean ended = !jcmd.isAlive() && jcmd.exitValue() == 0 && process.isAlive();
        jcmd.destroyForcibly();
        return ended;
    }

    /** Removes what a run left that ended before its recording was complete. */
    void discard() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".config"));
    }

    private static void renice(ProcessHandle assembly) {
        try {
            new ProcessBuilder("renice", "-n", "19", "-p", Long.toString(assembly.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            // Then it runs at normal priority.
        }
    }
}
