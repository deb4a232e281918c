package com.sanocrm.stack.fleet;

import java.util.ArrayList;
import java.util.List;

/** JVM options of the processes of the local stack. */
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

    static final String STORE_HEAP = "-Xmx192m";

    private SmallJvm() {}

    /** Those of the MongoDB-protocol server; the benchmark measures it with the same. */
    public static List<String> ofStore() {
        List<String> options = new ArrayList<>(OPTIONS);
        options.add(STORE_HEAP);
        return List.copyOf(options);
    }
}
