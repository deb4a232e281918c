package com.sanocrm.story;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Somebody ends the account; afterwards everything is searched for what was planted in it. */
final class ErasureSteps {
    private final Stack stack;
    private final Gateway gateway;
    private final Report report;
    private final Cast cast;
    private final String mark =
            "Residue" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private final String password = UUID.randomUUID().toString();

    ErasureSteps(Stack stack, Report report, Cast cast) {
        this.stack = stack;
        this.gateway = stack.gateway();
        this.report = report;
        this.cast = cast;
    }

    void erase() throws Exception {
        Session person = register();
        String conversation = talk(person);
        String token = person.token();
        /* The login goes; the last token is good for some minutes. */
        Session former = new Session("the former owner", person.accountId(), () -> token);

        new ExportSteps(stack, report, mark).takeAlong(person, conversation);
        JsonNode preview =
                gateway.get(former, "/accounts/me/erasure-preview")
                        .expect(200, "what deleting would mean")
                        .body();
        Checks.demand(
                preview.path("deletesAccount").asBoolean() && preview.path("kept").size() > 0,
                "the person is told before: " + preview);
        report.checked(
                "the person is told before what goes and what stays, by which law, until when");

        long start = System.nanoTime();
        String erasure =
                gateway.delete(former, "/accounts/me")
                        .expect(202, "the account is deleted")
                        .text("erasureId");
        String certificate =
                Checks.await(
                        "the certificate",
                        () ->
                                Optional.of(
                                                gateway.get(former, "/erasures/" + erasure)
                                                        .expect(200, "the erasure")
                                                        .text("certificate"))
                                        .filter(text -> !text.isEmpty()));
        report.checked(
                "%s later five services have confirmed, keys first; the certificate is signed",
                Report.since(start));
        verify(certificate);

        gateway.get(former, "/accounts/me").expect(404, "the account");
        gateway.get(former, "/conversations/" + conversation + "/messages")
                .expect(404, "the messages, for the patient");
        gateway.get(cast.clinician(), "/conversations/" + conversation + "/messages")
                .expect(404, "the messages, for the clinician");
        demandProofsHold(person.accountId());
        demandNoResidue();
    }

    private Session register() throws Exception {
        String policy =
                gateway.get(null, "/policies/current").expect(200, "policy").text("version");
        var registered =
                gateway.post(
                                null,
                                "/registrations",
                                """
                                {"email": "%s", "password": "%s", "givenName": "%s", "familyName": "%s",
                                 "birthDate": "1984-05-06", "phone": "+971501234567", "socialSecurityNumber": "123-45-6789",
                                 "address": {"line1": "%s", "city": "%s", "region": "AE-AZ", "postalCode": "00000", "country": "AE"},
                                 "acceptedPolicyVersion": "%s", "choices": {"newsletter": "granted"}}"""
                                        .formatted(
                                                email(), password, mark, mark, mark, mark, policy))
                        .expect(201, "somebody registers");
        return stack.logIn("the leaver", registered.text("accountId"), email(), password);
    }

    private String email() {
        return mark.toLowerCase(Locale.ROOT) + "@example.org";
    }

    private String talk(Session person) throws Exception {
        gateway.put(
                cast.system(),
                "/partners/%s/care-relationships/%s"
                        .formatted(cast.partnerId(), person.accountId()),
                "{\"clinicianIds\": [\"%s\"]}".formatted(cast.clinician().accountId()));
        String open =
                """
                {"partnerId": "%s", "subject": "%s", "category": "results"}"""
                        .formatted(cast.partnerId(), mark);
        String conversation =
                Checks.await(
                        "a conversation",
                        () ->
                                Optional.of(gateway.post(person, "/conversations", open))
                                        .filter(answer -> answer.status() == 201)
                                        .map(answer -> answer.text("conversationId")));
        for (Session who : List.of(person, cast.clinician())) {
            gateway.post(
                            who,
                            "/conversations/" + conversation + "/messages",
                            Gateway.JSON.writeValueAsString(Map.of("body", mark + " hurts")))
                    .expect(201, "a message");
        }
        return conversation;
    }

    private void verify(String certificate) throws Exception {
        Path file = Files.createTempFile("certificate", ".txt");
        try {
            Files.writeString(file, certificate);
            stack.mustSano("verify", "certificate", file.toString());
            Files.writeString(file, certificate.replace("\"erasureId\"", "\"erasureIt\""));
            Checks.demand(
                    stack.sano("verify", "certificate", file.toString()).exitCode() == 1,
                    "the verifier refuses an altered certificate");
        } finally {
            Files.delete(file);
        }
        report.checked("./sano verify certificate holds offline, and refuses an altered one");
    }

    private void demandProofsHold(String accountId) throws Exception {
        Session compliance = stack.person("compliance");
        var actions = List.of("erasure.certify", "message.send");
        for (String action : actions) {
            String event =
                    Checks.await(
                            "the record of " + action,
                            () ->
                                    Optional.of(
                                                    gateway.get(
                                                                    compliance,
                                                                    "/audit/events?action=%s&subject=%s"
                                                                            .formatted(
                                                                                    action,
                                                                                    accountId))
                                                            .body()
                                                            .path("items")
                                                            .path(0)
                                                            .path("eventId")
                                                            .asString(""))
                                            .filter(id -> !id.isEmpty()));
            Checks.awaitThat(
                    "the proof of " + action,
                    () ->
                            gateway.get(compliance, "/audit/events/" + event + "/proof").status()
                                    == 200);
        }
        report.checked("the log still proves what was done to the person's data: %s", actions);
    }

    /** In each spelling in which it could stand somewhere. */
    private void demandNoResidue() throws Exception {
        Checks.awaitThat(
                "the search finds what is there: the clinic's public name",
                () -> !stack.filesWith(cast.mark() + " Clinic").isEmpty());
        var sweep = new Sweep(List.of(mark, email()));
        /* Of its removed rows Keycloak's database frees the pages later, and mail that was
        delivered is its reader's. */
        List<Sweep.Found> found =
                stack.swept(sweep).stream()
                        .filter(
                                one ->
                                        one.word().equals(mark)
                                                || !one.file()
                                                        .toString()
                                                        .matches(".*/(keycloak|mail)(/.*|$)"))
                        .toList();
        Checks.demand(found.isEmpty(), "nothing is left of the person; found " + found);
        report.checked(
                "%d spellings of what was planted: no store, topic, log or trace has one",
                sweep.size());
    }
}
