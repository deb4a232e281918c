package com.sanocrm.story;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Everything that people may write to the platform, each in a request of its kind. */
final class CanaryFlights {
    private static final Pattern PARENT_LINK =
            Pattern.compile("https?://\\S+/parent-verifications/([^\\s<>\"]+)");
    private static final String ADDRESS =
            """
            {"line1": "@word", "line2": "@word", "city": "@word", "region": "AE-AZ",
             "postalCode": "@word", "country": "AE"}""";
    private static final String CORRECTIONS =
            """
            {"givenName": "@word", "familyName": "@word", "phone": "@phone", "address": %s}"""
                    .formatted(ADDRESS);

    private final Stack stack;
    private final Gateway gateway;
    private final Canaries canaries;
    private final String policy;
    private String name = "";
    private String partner = "";

    CanaryFlights(Stack stack, Canaries canaries) throws Exception {
        this.stack = stack;
        this.gateway = stack.gateway();
        this.canaries = canaries;
        this.policy = gateway.get(null, "/policies/current").expect(200, "policy").text("version");
    }

    /** What everybody may know, and the sweep must find. */
    String publicName() {
        return name;
    }

    void all() throws Exception {
        Session operator = stack.person("operator");
        name = "Public " + UUID.randomUUID();
        Answer opened =
                post(
                        operator,
                        "POST /partners",
                        "/partners",
                        """
                        {"name": "%s", "country": "AE",
                         "businessAssociateAgreement": {"signedOn": "2026-01-15", "signatory": "Dr. Amal"},
                         "administrator": {"email": "@email:admin", "givenName": "@word", "familyName": "@word",
                                           "password": "@word:admin"}}"""
                                .formatted(name));
        partner = opened.text("partnerId");
        Session admin = logIn("admin", "");
        Session system =
                stack.system("canary", opened.text("clientId"), opened.text("clientSecret"));
        Session clinician =
                logIn(
                        "clinician",
                        post(
                                        admin,
                                        "POST /partners/{partnerId}/clinicians",
                                        "/partners/" + partner + "/clinicians",
                                        """
                                        {"email": "@email:clinician", "givenName": "@word", "familyName": "@word",
                                         "password": "@word:clinician"}""")
                                .text("accountId"));
        Session direct = register(null, "POST /registrations", "/registrations", "direct", "[]");
        Session patient =
                register(
                        system,
                        "POST /partners/{partnerId}/registrations",
                        "/partners/" + partner + "/registrations",
                        "patient",
                        "[\"" + clinician.accountId() + "\"]");
        talk(patient, clinician);
        correct(direct);
        wantAnotherAddress(direct);
        ask(patient);
        breakTheGlass(patient);
        reportAChild();
        post(
                null,
                "POST /newsletter/subscriptions",
                "/newsletter/subscriptions",
                "{\"email\": \"@email:visitor\"}");
        awaitMail("visitor");
    }

    private Session register(
            @Nullable Session by, String operation, String path, String who, String team)
            throws Exception {
        String clinicians = team.equals("[]") ? "" : ", \"clinicianIds\": " + team;
        Answer registered =
                post(
                        by,
                        operation,
                        path,
                        """
                        {"email": "@email:%s", "password": "@word:%s", "givenName": "@word", "familyName": "@word",
                         "birthDate": "@date", "phone": "@phone", "socialSecurityNumber": "@ssn", "address": %s,
                         "acceptedPolicyVersion": "%s"%s}"""
                                .formatted(who, who, ADDRESS, policy, clinicians));
        Session person = logIn(who, registered.text("accountId"));
        Checks.awaitThat("a login", () -> canLogIn(person));
        return person;
    }

    private static boolean canLogIn(Session person) {
        try {
            return !person.token().isEmpty();
        } catch (Checks.BrokenPromiseException notYet) {
            return false;
        }
    }

    private void talk(Session patient, Session clinician) throws Exception {
        String open =
                canaries.body(
                        "POST /conversations",
                        """
                        {"partnerId": "%s", "subject": "@word", "category": "results"}"""
                                .formatted(partner));
        String conversation =
                Checks.await(
                        "a conversation",
                        () ->
                                Optional.of(gateway.post(patient, "/conversations", open))
                                        .filter(answer -> answer.status() == 201)
                                        .map(answer -> answer.text("conversationId")));
        for (Session who : List.of(patient, clinician)) {
            post(
                    who,
                    "POST /conversations/{id}/messages",
                    "/conversations/" + conversation + "/messages",
                    "{\"body\": \"@word\"}");
        }
    }

    private void correct(Session person) throws Exception {
        Answer own = gateway.get(person, "/accounts/me").expect(200, "one's own account");
        gateway.patch(
                        person,
                        "/accounts/me",
                        own.headers().firstValue("ETag").orElse(""),
                        canaries.body("PATCH /accounts/me", CORRECTIONS))
                .expect(200, "a correction by oneself");
        gateway.get(person, "/accounts/" + person.accountId() + "/changes")
                .expect(200, "what was corrected");
    }

    /* By a log-in with the password alone nobody is let in; that the address is kept well then,
    EmailChangeTest shows. */
    private void wantAnotherAddress(Session person) throws Exception {
        String operation = "POST /accounts/me/email-change";
        gateway.post(
                        person,
                        "/accounts/me/email-change",
                        canaries.body(operation, "{\"email\": \"@email\"}"))
                .expect(401, "a fresh log-in is asked for");
    }

    private void ask(Session person) throws Exception {
        Session support = stack.person("support");
        String correction =
                request(
                        person,
                        "{\"type\": \"correction\", \"details\": \"@word\", \"corrections\": %s}"
                                .formatted(CORRECTIONS));
        decide(
                support,
                correction,
                "{\"decision\": \"approved\", \"reason\": \"@word\", \"corrections\": %s}"
                        .formatted(CORRECTIONS));
        String access = request(person, "{\"type\": \"access\", \"details\": \"@word\"}");
        decide(
                support,
                access,
                """
                {"decision": "denied", "legalGround": "rights-of-others", "reason": "@word"}""");
        post(
                person,
                "POST /privacy-requests/{requestId}/appeal",
                access + "/appeal",
                "{\"details\": \"@word\"}");
        String restriction = request(person, "{\"type\": \"restriction\", \"details\": \"@word\"}");
        decide(support, restriction, "{\"decision\": \"approved\", \"reason\": \"@word\"}");
        post(
                person,
                "POST /privacy-requests/{requestId}/restriction-end",
                restriction + "/restriction-end",
                "{\"reason\": \"@word\"}");
        request(person, "{\"type\": \"objection\", \"details\": \"@word\"}");
    }

    private String request(Session person, String template) throws Exception {
        return "/privacy-requests/"
                + post(person, "POST /privacy-requests", "/privacy-requests", template)
                        .text("requestId");
    }

    private void decide(Session by, String request, String template) throws Exception {
        post(by, "POST /privacy-requests/{requestId}/decision", request + "/decision", template);
    }

    private void breakTheGlass(Session patient) throws Exception {
        String accesses = "/emergency-accesses";
        String opened =
                post(
                                stack.person("clinician3"),
                                "POST " + accesses,
                                accesses,
                                "{\"accountId\": \"%s\", \"justification\": \"@word\"}"
                                        .formatted(patient.accountId()))
                        .text("emergencyAccessId");
        gateway.get(
                        stack.person("clinician2"),
                        "/accounts/%s?purposeOfUse=emergency&justification=%s"
                                .formatted(
                                        patient.accountId(),
                                        canaries.word("GET /accounts/{accountId} ?justification")))
                .expect(200, "an emergency");
        post(
                stack.person("compliance"),
                "POST /emergency-accesses/{id}/review",
                accesses + "/" + opened + "/review",
                "{\"outcome\": \"justified\", \"comment\": \"@word\"}");
    }

    private void reportAChild() throws Exception {
        Session support = stack.person("support");
        Session child = register(null, "POST /registrations", "/registrations", "child", "[]");
        post(
                null,
                "POST /child-reports",
                "/child-reports",
                """
                {"accountEmail": "@email:child", "reporterName": "@word", "reporterEmail": "@email",
                 "relation": "other", "statement": "@word"}""");
        String report =
                "/child-reports/"
                        + Checks.await(
                                "the report",
                                () ->
                                        StreamSupport.stream(reports(support).spliterator(), false)
                                                .filter(one -> isAbout(child, one))
                                                .map(one -> one.path("caseId").asString(""))
                                                .findFirst());
        decideOn(support, report, "quarantine");
        post(
                support,
                "POST /child-reports/{caseId}/parent",
                report + "/parent",
                "{\"email\": \"@email:parent\"}");
        Matcher link = PARENT_LINK.matcher(awaitMail("parent").path("text").asString(""));
        Checks.demand(link.find(), "the mail has a link");
        post(
                null,
                "POST /parent-verifications/{token}",
                "/parent-verifications/" + link.group(1),
                """
                {"givenName": "@word", "familyName": "@word", "relation": "parent", "consents": true}""");
        decideOn(support, report, "accept");
    }

    private JsonNode reports(Session support) throws Exception {
        return gateway.get(support, "/child-reports?status=reported")
                .expect(200, "reports")
                .body()
                .path("items");
    }

    private static boolean isAbout(Session child, JsonNode report) {
        return report.path("accountId").asString("").equals(child.accountId());
    }

    private void decideOn(Session support, String report, String decision) throws Exception {
        post(
                support,
                "POST /child-reports/{caseId}/decision",
                report + "/decision",
                """
                {"decision": "%s", "reason": "@word", "method": "video-call", "reference": "@word"}"""
                        .formatted(decision));
    }

    private JsonNode awaitMail(String who) throws Exception {
        String address = canaries.named("@email:" + who);
        return Checks.await(
                "a mail to " + who,
                () ->
                        StreamSupport.stream(stack.mails().spliterator(), false)
                                .filter(mail -> mail.toString().contains(address))
                                .findFirst());
    }

    private Answer post(@Nullable Session who, String operation, String path, String template)
            throws Exception {
        Answer answer = gateway.post(who, path, canaries.body(operation, template));
        Checks.demand(
                answer.status() / 100 == 2,
                operation + ": got " + answer.status() + " " + answer.body());
        return answer;
    }

    private Session logIn(String who, String account) {
        return stack.logIn(
                who, account, canaries.named("@email:" + who), canaries.named("@word:" + who));
    }
}
