package com.sanocrm.stack;

import com.sanocrm.stack.place.Complaint;
import com.sanocrm.stack.place.Home;
import com.sanocrm.stack.place.Ports;
import com.sanocrm.stack.process.ControlClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where we are: the checkout, its {@code .sano}, and the ports. */
public record Context(Home home, Ports ports) {

    /**
     * From the environment: {@code SANO_PORT_OFFSET}, {@code SANO_HOME} for another place than
     * {@code .sano}, and from the script the checkout as system property {@code sano.root}. Without
     * an offset, that of the stack which runs is meant.
     */
    static Context here() throws IOException {
        Path root = Path.of(System.getProperty("sano.root", "")).toAbsolutePath().normalize();
        String elsewhere = System.getenv("SANO_HOME");
        Home home =
                new Home(
                        root,
                        elsewhere == null
                                ? root.resolve(".sano")
                                : Path.of(elsewhere).toAbsolutePath().normalize());
        String offset = System.getenv("SANO_PORT_OFFSET");
        Path running = home.run().resolve("port-offset");
        if (offset == null && Files.exists(running) && new ControlClient(home.socket()).isUp()) {
            offset = Files.readString(running).strip();
        }
        try {
            return new Context(home, new Ports(offset == null ? 0 : Integer.parseInt(offset)));
        } catch (IllegalArgumentException e) {
            throw new Complaint(
                    "SANO_PORT_OFFSET=" + offset + " does not do.", "It is from 0 to 50000.");
        }
    }

    ControlClient launcher() {
        return new ControlClient(home.socket());
    }

    /**
     * The one argument of a command.
     *
     * @throws Complaint if it is not one
     */
    static String only(List<String> args, String usage) {
        if (args.size() != 1) {
            throw new Complaint("That is not how it is called.", "Call ./sano " + usage);
        }
        return args.getFirst();
    }
}
