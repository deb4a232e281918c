package com.sanocrm.stack.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The JVM options of the processes of the local stack. */
public final class SmallJvm {
    static final List<String> OPTIONS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:+UseCompactObjectHeaders",
                    "-XX:TieredStopAtLevel=1",
                    "-Xss512k",
                    "-XX:-HeapDumpOnOutOfMemoryError",
                    "-XX:+ExitOnOutOfMemoryError",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    static final String STORE_HEAP = "-Xmx160m";

    /** The C library's arenas for each thread would keep what is freed. */
    public static final Map<String, String> STORE_ENVIRONMENT = Map.of("MALLOC_ARENA_MAX", "2");

    private SmallJvm() {}

    /** Those of the MongoDB-protocol server; the benchmark measures it with the same. */
    public static List<String> ofStore() {
        List<String> options = new ArrayList<>(OPTIONS);
        options.add(STORE_HEAP);
        return List.copyOf(options);
    }
}
