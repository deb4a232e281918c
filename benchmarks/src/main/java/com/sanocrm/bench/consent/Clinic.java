package com.sanocrm.bench.consent;

import com.sanocrm.bench.report.Progress;
import com.sanocrm.story.Answer;
import com.sanocrm.story.Checks;
import com.sanocrm.story.Gateway;
import com.sanocrm.story.Session;
import com.sanocrm.story.Stack;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The demo clinic with patients of the benchmark's own, each with a conversation. */
public final class Clinic {
    private final Gateway gateway;
    private final List<Session> patients = new ArrayList<>();
    private final List<String> conversations = new ArrayList<>();

    private Clinic(Gateway gateway) {
        this.gateway = gateway;
    }

    /** Registers so many patients, each with a conversation. */
    public static Clinic open(Stack stack, int patients, Progress progress) throws Exception {
        Clinic clinic = new Clinic(stack.gateway(HttpClient.Version.HTTP_1_1));
        var partner = stack.credentials().path("partners").path("clinic");
        String partnerId = partner.path("partnerId").asString();
        Session system =
                stack.system(
                        "clinic",
                        partner.path("clientId").asString(),
                        partner.path("clientSecret").asString());
        String policy =
                clinic.gateway.get(null, "/policies/current").expect(200, "policy").text("version");
        String clinician = stack.person("clinician").accountId();
        progress.step("patients register", patients);
        for (int i = 0; i < patients; i++) {
            clinic.patients.add(clinic.register(stack, system, partnerId, clinician, policy));
            clinic.conversations.add(clinic.converse(clinic.patients.getLast(), partnerId));
            progress.advance(1);
        }
        return clinic;
    }

    private Session register(
            Stack stack, Session system, String partnerId, String clinician, String policy)
            throws Exception {
        String email = UUID.randomUUID() + "@example.org";
        String password = UUID.randomUUID().toString();
        Answer registered =
                gateway.post(
                                system,
                                "/partners/" + partnerId + "/registrations",
                                """
                                {"email": "%s", "password": "%s", "givenName": "Omar", "familyName": "Bench",
                                 "birthDate": "1984-05-06", "acceptedPolicyVersion": "%s", "clinicianIds": ["%s"]}\
                                """
                                        .formatted(email, password, policy, clinician))
                        .expect(201, "a patient registers");
        Session patient = stack.logIn("patient", registered.text("accountId"), email, password);
        Checks.awaitThat("the patient can log in", () -> canLogIn(patient));
        return patient;
    }

    private static boolean canLogIn(Session patient) {
        try {
            return !patient.token().isEmpty();
        } catch (Checks.BrokenPromiseException notYet) {
            return false;
        }
    }

    private String converse(Session patient, String partnerId) throws Exception {
        String open =
                """
                {"partnerId": "%s", "subject": "Bench", "category": "results"}\
                """
                        .formatted(partnerId);
        return Checks.await(
                "a conversation",
                () ->
                        Optional.of(gateway.post(patient, "/conversations", open))
                                .filter(answer -> answer.status() == 201)
                                .map(answer -> answer.text("conversationId")));
    }

    Session patient(int number) {
        return patients.get(number % patients.size());
    }

    /** Denied the first time round, granted the next, so that each is a change. */
    int choose(int number) throws Exception {
        String decision = number / patients.size() % 2 == 0 ? "denied" : "granted";
        return gateway.put(
                        patient(number),
                        "/consents/me/promotional-email",
                        "{\"decision\": \"" + decision + "\"}")
                .status();
    }

    /** The newest messages of a patient's conversation, as the patient sees them. */
    public int read(int number) throws Exception {
        String conversation = conversations.get(number % conversations.size());
        return gateway.get(patient(number), "/conversations/" + conversation + "/messages")
                .status();
    }

    /** A message of a patient. */
    public int write(int number) throws Exception {
        String conversation = conversations.get(number % conversations.size());
        return gateway.post(
                        patient(number),
                        "/conversations/" + conversation + "/messages",
                        "{\"body\": \"A message of some words, as people write them.\"}")
                .status();
    }
}
