package com.sanocrm.stack.seed;

import com.sanocrm.stack.keycloak.KeycloakClient;
import com.sanocrm.stack.place.Ports;
import com.sanocrm.stack.secret.Secrets;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How the demo people come to be: as in life, through the public API. The operator opens two
 * partners, their administrators invite clinicians, patients register and are taken into care.
 */
final class DemoStory {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LOGIN_PATIENCE = Duration.ofSeconds(40);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Secrets secrets;
    private final Facts facts;
    private final PublicApi api;
    private final KeycloakClient keycloak;

    DemoStory(Ports ports, Secrets secrets, Facts facts) {
        this.secrets = secrets;
        this.facts = facts;
        this.api = new PublicApi(ports.gatewayUrl());
        this.keycloak = new KeycloakClient(ports.keycloakUrl());
    }

    /** Does something and returns what to remember of it. */
    @FunctionalInterface
    interface Action {
        Map<String, String> act() throws IOException, InterruptedException;
    }

    /** A step that is done once {@code fact} is known. */
    record Step(String fact, Action action) {}

    /** In order; each may use the facts of those before it. */
    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (DemoPartner partner : DemoPartner.ALL) {
            steps.add(new Step(partner.name() + ".partnerId", () -> open(partner)));
            steps.add(loginName(partner.administrator()));
            for (String clinician : partner.clinicians()) {
                steps.add(new Step(clinician + ".accountId", () -> invite(partner, clinician)));
                steps.add(loginName(clinician));
            }
            for (String patient : partner.patients()) {
                steps.add(new Step(patient + ".accountId", () -> register(patient)));
                steps.add(loginName(patient));
                steps.add(new Step(patient + ".care", () -> takeIntoCare(partner, patient)));
            }
        }
        return steps;
    }

    static String email(String person) {
        return person + "@sanocrm.example";
    }

    private Map<String, String> open(DemoPartner partner) throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode();
        body.put("name", partner.title()).put("country", "AE");
        body.putObject("businessAssociateAgreement")
                .put("signedOn", "2026-01-15")
                .put("signatory", "Layla Haddad");
        body.set("administrator", staff(partner.administrator()));
        JsonNode opened =
                api.post("/partners", token("operator"), key("open-" + partner.name()), body);
        return Map.of(
                partner.name() + ".partnerId", required(opened, "partnerId"),
                partner.name() + ".clientId", required(opened, "clientId"),
                partner.name() + ".clientSecret", required(opened, "clientSecret"),
                partner.administrator() + ".accountId",
                        required(opened.path("administrator"), "accountId"));
    }

    private Map<String, String> invite(DemoPartner partner, String clinician)
            throws IOException, InterruptedException {
        JsonNode joined =
                api.post(
                        "/partners/%s/clinicians".formatted(partnerId(partner)),
                        token(partner.administrator()),
                        key("invite-" + clinician),
                        staff(clinician));
        return Map.of(clinician + ".accountId", required(joined, "accountId"));
    }

    private Map<String, String> register(String patient) throws IOException, InterruptedException {
        ObjectNode form = staff(patient);
        form.put("birthDate", "1985-04-12");
        form.put("acceptedPolicyVersion", required(api.get("/policies/current"), "version"));
        JsonNode registered = api.post("/registrations", null, key("register-" + patient), form);
        return Map.of(patient + ".accountId", required(registered, "accountId"));
    }

    private Map<String, String> takeIntoCare(DemoPartner partner, String patient)
            throws IOException, InterruptedException {
        ObjectNode team = JSON.createObjectNode();
        var clinicians = team.putArray("clinicianIds");
        partner.clinicians().forEach(name -> clinicians.add(facts.get(name + ".accountId")));
        api.put(
                "/partners/%s/care-relationships/%s"
                        .formatted(partnerId(partner), facts.get(patient + ".accountId")),
                token(partner.administrator()),
                team);
        return Map.of(patient + ".care", partner.name());
    }

    /**
     * An account is made able to log in a moment after it was opened; then it gets its role's name.
     */
    private Step loginName(String person) {
        return new Step(
                person + ".username",
                () -> {
                    KeycloakClient.Admin admin =
                            keycloak.administrator(secrets.keycloak(Secrets.KEYCLOAK_ADMIN));
                    long giveUp = System.nanoTime() + LOGIN_PATIENCE.toNanos();
                    while (admin.find(email(person)).isEmpty()) {
                        if (System.nanoTime() > giveUp) {
                            throw new IOException(
                                    person + " was accepted, but got no login in time");
                        }
                        Thread.sleep(POLL);
                    }
                    admin.rename(email(person), person);
                    return Map.of(person + ".username", person);
                });
    }

    private ObjectNode staff(String person) {
        return JSON.createObjectNode()
                .put("email", email(person))
                .put("password", secrets.person(person))
                .put("givenName", DemoPartner.givenName(person))
                .put("familyName", "Demo");
    }

    private String token(String person) throws IOException, InterruptedException {
        return keycloak.personToken(
                Secrets.CLI_CLIENT,
                secrets.keycloak(Secrets.CLI_CLIENT),
                person,
                secrets.person(person));
    }

    private String partnerId(DemoPartner partner) {
        return facts.get(partner.name() + ".partnerId");
    }

    private static String key(String step) {
        return "seed-" + step;
    }

    private static String required(JsonNode answer, String field) throws IOException {
        JsonNode value = answer.path(field);
        if (!value.isString()) {
            throw new IOException("the answer has no " + field);
        }
        return value.asString();
    }
}
