package com.sanocrm.stack.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The JVM options of the processes of the local stack. By itself a JVM collects all garbage
 * whenever its classes or its compiled code have grown by some megabytes, half a dozen times while
 * it starts and warms up: pauses of up to 1.5 s each, when all start at once, that free nothing to
 * speak of.
 */
public final class SmallJvm {
    static final List<String> OPTIONS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:+UseCompactObjectHeaders",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:MetaspaceSize=192m",
                    "-XX:SweeperThreshold=100",
                    "-Xss512k",
                    "-XX:-HeapDumpOnOutOfMemoryError",
                    "-XX:+ExitOnOutOfMemoryError",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    /** The C library's arenas for each thread would keep what is freed. */
    public static final Map<String, String> STORE_ENVIRONMENT = Map.of("MALLOC_ARENA_MAX", "2");

    private SmallJvm() {}

    static List<String> withHeap(String heap) {
        return plus(heap);
    }

    /**
     * Those of the MongoDB-protocol server; the benchmark measures it with the same. It alone has
     * the second compiler: an insert then takes two thirds of the processor time.
     */
    public static List<String> ofStore() {
        return plus(
                "-Xmx160m", "-XX:TieredStopAtLevel=4", "-Dio.netty.leakDetection.level=disabled");
    }

    /** Of two that contradict each other the JVM takes the later. */
    private static List<String> plus(String... more) {
        List<String> options = new ArrayList<>(OPTIONS);
        options.addAll(List.of(more));
        return List.copyOf(options);
    }
}
