package com.sanocrm.stack.fleet;

import com.sanocrm.stack.place.Home;
import com.sanocrm.stack.place.Ports;
import com.sanocrm.stack.secret.CheckpointKey;
import com.sanocrm.witness.Witness;
import com.sanocrm.witness.WitnessKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The stack's witness, which stands for one that a partner runs on a machine of its own. */
final class LocalWitness {
    private static final String NAME = "localhost/witness";

    private final Home home;
    private final Ports ports;

    LocalWitness(Home home, Ports ports) {
        this.home = home;
        this.ports = ports;
    }

    /** What audit-service is told of it; its key is made now if there is none. */
    String address() throws IOException {
        return "%s http://127.0.0.1:%d"
                .formatted(WitnessKey.in(directory(), NAME).verification(), ports.witness());
    }

    /** The program's arguments; it is told to watch all logs of this stack. */
    String[] arguments() throws IOException {
        WitnessKey.in(directory(), NAME);
        Files.writeString(
                directory().resolve(Witness.LOGS),
                "localhost/audit/* " + CheckpointKey.of(home) + "\n");
        return List.of(
                        "--directory",
                        directory().toString(),
                        "--port",
                        Integer.toString(ports.witness()),
                        "--name",
                        NAME)
                .toArray(String[]::new);
    }

    private Path directory() {
        return home.data("witness");
    }
}
