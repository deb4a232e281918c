package com.sanocrm.bench.consent;

import com.sanocrm.bench.report.Progress;
import com.sanocrm.story.Answer;
import com.sanocrm.story.Checks;
import com.sanocrm.story.Gateway;
import com.sanocrm.story.Session;
import com.sanocrm.story.Stack;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The demo clinic with patients of the benchmark's own, each with a conversation. */
public final class Clinic {
    /** One machine asks what many clients would. */
    private static final String NO_LIMITS =
            """
            {"sano": {"gateway": {"limits": {
              "account": {"burst": 1000000, "per-minute": 1000000},
              "address": {"burst": 1000000, "per-minute": 1000000},
              "guarded": {"burst": 1000000, "per-minute": 1000000}}}}}""";

    private final Gateway gateway;
    private final Session system;
    private final Session clinician;
    private final String partnerId;
    private final String policy;
    private final List<Session> patients = new ArrayList<>();
    private final List<String> conversations = new ArrayList<>();

    private Clinic(Stack stack) throws Exception {
        gateway = stack.gateway(HttpClient.Version.HTTP_1_1);
        var partner = stack.credentials().path("partners").path("clinic");
        partnerId = partner.path("partnerId").asString();
        system =
                stack.system(
                        "clinic",
                        partner.path("clientId").asString(),
                        partner.path("clientSecret").asString());
        clinician = stack.person("clinician");
        policy = gateway.get(null, "/policies/current").expect(200, "policy").text("version");
    }

    /** A stack of a benchmark's own, whose gateway takes all calls of one client. */
    public static Stack stack(Path root, Path home, int offset) {
        return new Stack(
                root,
                home,
                offset,
                Map.of(
                        "SANO_BUILD", "never",
                        "SANO_START_CACHES", "none",
                        "SPRING_APPLICATION_JSON", NO_LIMITS));
    }

    /** Registers so many patients, each with a conversation. */
    public static Clinic open(Stack stack, int patients, Progress progress) throws Exception {
        Clinic clinic = new Clinic(stack);
        progress.step("patients register", patients);
        for (int i = 0; i < patients; i++) {
            clinic.patients.add(clinic.register(stack));
            clinic.conversations.add(clinic.converse(clinic.patients.getLast()));
            progress.advance(1);
        }
        return clinic;
    }

    private Session register(Stack stack) throws Exception {
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
                                        .formatted(email, password, policy, clinician.accountId()))
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

    private String converse(Session patient) throws Exception {
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

    public Session patient(int number) {
        return patients.get(number % patients.size());
    }

    public Session clinician() {
        return clinician;
    }

    public String partnerId() {
        return partnerId;
    }

    /** The path of a patient's messages. */
    public String messages(int number) {
        return "/conversations/" + conversations.get(number % conversations.size()) + "/messages";
    }

    /** The clinic cares for the patient again. */
    public int care(int number) throws Exception {
        return gateway.put(
                        system,
                        relationship(number),
                        "{\"clinicianIds\": [\"" + clinician.accountId() + "\"]}")
                .status();
    }

    /** The clinic does not care for the patient any more. */
    public int part(int number) throws Exception {
        return gateway.delete(system, relationship(number)).status();
    }

    private String relationship(int number) {
        return "/partners/%s/care-relationships/%s"
                .formatted(partnerId, patient(number).accountId());
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
        return gateway.get(patient(number), messages(number)).status();
    }

    /** A message of a patient. */
    public int write(int number) throws Exception {
        return gateway.post(
                        patient(number),
                        messages(number),
                        "{\"body\": \"A message of some words, as people write them.\"}")
                .status();
    }
}
