package com.sanocrm.story;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a clinic, its staff and its patients come to the platform. */
final class ClinicSteps {
    private static final String PASSWORD_TAIL = "-correct-horse-battery";

    private final Stack stack;
    private final Gateway gateway;
    private final Report report;
    private final String mark;
    private final String password = UUID.randomUUID() + PASSWORD_TAIL;
    private String partnerId = "";
    private String conversationId = "";
    private @Nullable Session admin;
    private @Nullable Session system;
    private @Nullable Session clinician;
    private @Nullable Session patient;
    private @Nullable Session otherPatient;

    ClinicSteps(Stack stack, Report report, String mark) {
        this.stack = stack;
        this.gateway = stack.gateway();
        this.report = report;
        this.mark = mark;
    }

    void partnerJoins() throws Exception {
        Session operator = stack.person("operator");
        gateway.post(
                        operator,
                        "/partners",
                        """
                        {"name": "%s Clinic", "country": "AE"}"""
                                .formatted(mark))
                .expectProblem(422, "agreement-required", "a partner without an agreement");
        report.checked("without a business associate agreement: 422 agreement-required");

        Answer partner =
                gateway.post(
                                operator,
                                "/partners",
                                """
                                {"name": "%s Clinic", "country": "AE",
                                 "businessAssociateAgreement": {"signedOn": "2026-01-15", "signatory": "Dr. Amal"},
                                 "administrator": {"email": "%s", "givenName": "Amal", "familyName": "%s", "password": "%s"}}"""
                                        .formatted(mark, email("admin"), mark, password))
                        .expect(201, "a partner with an agreement");
        partnerId = partner.text("partnerId");
        system =
                stack.system(
                        "the clinic's system",
                        partner.text("clientId"),
                        partner.text("clientSecret"));
        admin = stack.logIn("the clinic's admin", "", email("admin"), password);
        report.checked("with one: a partner with a system client of its own");

        Answer invited =
                gateway.post(
                                admin,
                                "/partners/" + partnerId + "/clinicians",
                                """
                                {"email": "%s", "givenName": "Layla", "familyName": "%s", "password": "%s"}"""
                                        .formatted(email("clinician"), mark, password))
                        .expect(201, "a clinician is invited");
        clinician =
                stack.logIn(
                        "the clinician", invited.text("accountId"), email("clinician"), password);
        Checks.demand(!clinician.token().isEmpty(), "the clinician can log in");
        report.checked("the admin invites a clinician, who can log in");
    }

    void patientsRegister() throws Exception {
        String policy =
                gateway.get(null, "/policies/current")
                        .expect(200, "the current policy")
                        .text("version");
        patient = register("patient", policy, "{}");
        otherPatient = register("neighbour", policy, "{\"newsletter\": \"granted\"}");
        report.checked("a patient registers with the boxes as they are, un-ticked, and logs in");
        String choices =
                Checks.await(
                        "the patient's choices",
                        () ->
                                Optional.of(gateway.get(patient, "/consents/me"))
                                        .filter(answer -> answer.status() == 200)
                                        .map(answer -> answer.body().toString()));
        Checks.demand(
                choices.contains("\"purpose\":\"promotional-email\"")
                        && !choices.contains("\"decision\":\"granted\""),
                "nothing was ticked for the patient: " + choices);

        String childsMark = "Nasir" + UUID.randomUUID().toString().replace("-", "");
        gateway.post(
                        null,
                        "/registrations",
                        registration(
                                childsMark.toLowerCase(Locale.ROOT) + "@example.org",
                                childsMark,
                                LocalDate.now(java.time.ZoneOffset.UTC).minusYears(12),
                                policy,
                                "{}"))
                .expectProblem(422, "under-age", "a 12-year-old");
        Checks.awaitThat(
                "the search finds what is there: the clinic's public name",
                () -> !stack.filesWith(mark + " Clinic").isEmpty());
        List<Path> traces = stack.filesWith(childsMark);
        Checks.demand(traces.isEmpty(), "nothing of the child is kept; found in " + traces);
        report.checked("a 12-year-old gets 422 under-age; no store, topic or log has a trace");
    }

    void relationshipIsOpened() throws Exception {
        String open =
                """
                {"partnerId": "%s", "subject": "My results", "category": "results"}"""
                        .formatted(partnerId);
        gateway.post(patient, "/conversations", open)
                .expectProblem(404, "not-found", "a conversation before there is a relationship");
        report.checked("before it: 404");

        Session carer = Objects.requireNonNull(clinician);
        Session cared = Objects.requireNonNull(patient);
        gateway.put(
                Objects.requireNonNull(system),
                "/partners/%s/care-relationships/%s".formatted(partnerId, cared.accountId()),
                "{\"clinicianIds\": [\"%s\"]}".formatted(carer.accountId()));
        gateway.put(
                Objects.requireNonNull(system),
                "/partners/%s/care-relationships/%s"
                        .formatted(partnerId, Objects.requireNonNull(otherPatient).accountId()),
                "{\"clinicianIds\": [\"%s\"]}".formatted(carer.accountId()));
        long start = System.nanoTime();
        conversationId =
                Checks.await(
                        "a conversation within the relationship",
                        () ->
                                Optional.of(gateway.post(patient, "/conversations", open))
                                        .filter(answer -> answer.status() == 201)
                                        .map(answer -> answer.text("conversationId")));
        report.checked(
                "the clinic opens the relationship; %s later the conversation opens",
                Report.since(start));
    }

    Cast cast() {
        return new Cast(
                mark,
                partnerId,
                Objects.requireNonNull(admin),
                Objects.requireNonNull(system),
                Objects.requireNonNull(clinician),
                Objects.requireNonNull(patient),
                Objects.requireNonNull(otherPatient),
                conversationId);
    }

    private Session register(String who, String policy, String choices) throws Exception {
        Answer registered =
                gateway.post(
                                null,
                                "/registrations",
                                registration(
                                        email(who),
                                        mark,
                                        LocalDate.of(1984, 5, 6),
                                        policy,
                                        choices))
                        .expect(201, "the " + who + " registers");
        return stack.logIn("the " + who, registered.text("accountId"), email(who), password);
    }

    private String registration(
            String email, String familyName, LocalDate born, String policy, String choices) {
        return """
        {"email": "%s", "password": "%s", "givenName": "Omar", "familyName": "%s", "birthDate": "%s",
         "address": {"line1": "1 Corniche", "city": "Abu Dhabi", "region": "AE-AZ", "country": "AE"},
         "acceptedPolicyVersion": "%s", "choices": %s}"""
                .formatted(email, password, familyName, born, policy, choices);
    }

    private String email(String who) {
        return (who + "." + mark + "@example.org").toLowerCase(Locale.ROOT);
    }
}
