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
        Credentials credentials = Credentials.loadOrEmpty(home, secrets);
        staff(credentials);
        if (whole) {
            story(credentials);
        }
    }

    private void story(Credentials credentials) throws IOException, InterruptedException {
        Facts facts = Facts.of(home);
        int done = 0;
        for (DemoStory.Step step : new DemoStory(ports, secrets, facts).steps()) {
            if (!facts.has(step.fact())) {
                facts.keep(step.action().act());
                done++;
            }
        }
        if (done > 0) {
            for (DemoPartner partner : DemoPartner.ALL) {
                partner.people()
                        .forEach(name -> credentials.people().put(name, person(name, facts)));
                credentials.partners().put(partner.name(), partner(partner.name(), facts));
            }
            credentials.save(home);
            journal.tell("seed", "made two partners with their clinicians and patients");
        }
    }

    private Credentials.Person person(String name, Facts facts) {
        return new Credentials.Person(
                name, DemoStory.email(name), secrets.person(name), facts.get(name + ".accountId"));
    }

    private static Credentials.Partner partner(String name, Facts facts) {
        return new Credentials.Partner(
                facts.get(name + ".partnerId"),
                facts.get(name + ".clientId"),
                facts.get(name + ".clientSecret"));
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
            String email = DemoStory.email(name);
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
