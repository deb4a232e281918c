package com.sanocrm.stack.seed;

import com.sanocrm.stack.keycloak.KeycloakClient;
import com.sanocrm.stack.place.Home;
import com.sanocrm.stack.place.Ports;
import com.sanocrm.stack.process.Journal;
import com.sanocrm.stack.secret.Secrets;
import java.io.IOException;
import java.util.List;

/**
 * Makes the demo people and partners. Each step is remembered when it is done, so that a first
 * start which was interrupted goes on where it was.
 */
public final class Seed {
    private static final List<String> STAFF =
            List.of("operator", "support", "compliance", "analyst");

    private final Home home;
    private final Ports ports;
    private final Secrets secrets;
    private final Journal journal;

    public Seed(Home home, Ports ports, Secrets secrets, Journal journal) {
        this.home = home;
        this.ports = ports;
        this.secrets = secrets;
        this.journal = journal;
    }

    /**
     * Does what is still to do.
     *
     * @param whole whether every service runs; if not, only the platform's own staff is made
     */
    public void sow(boolean whole) throws IOException, InterruptedException {
        Credentials credentials = Credentials.loadOrEmpty(home);
        staff(credentials);
        if (whole) {
            new DemoStory(home, ports, secrets, credentials, journal).tell();
        }
    }

    private void staff(Credentials credentials) throws IOException, InterruptedException {
        List<String> missing =
                STAFF.stream().filter(name -> !credentials.people().containsKey(name)).toList();
        if (missing.isEmpty()) {
            return;
        }
        KeycloakClient.Admin admin =
                new KeycloakClient(ports.keycloakUrl())
                        .administrator(secrets.keycloak(Secrets.KEYCLOAK_ADMIN));
        for (String name : missing) {
            String email = name + "@sanocrm.example";
            String accountId = admin.accountId(name).orElseGet(FreshId::account);
            if (admin.find(name).isEmpty()) {
                admin.createStaff(name, email, secrets.person(name), accountId, name);
            }
            credentials
                    .people()
                    .put(
                            name,
                            new Credentials.Person(name, email, secrets.person(name), accountId));
            credentials.save(home);
        }
        journal.tell("seed", "made " + String.join(", ", missing));
    }
}
