package com.sanocrm.story;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Makes what a clinic and its patient have, so that others can ask for it. */
final class Belongings {
    private final Stack stack;
    private final Gateway gateway;
    private final String name;
    private final String patient;
    private final String clinician;
    private final String admin;

    Belongings(Stack stack, String name, String patient, String clinician, String admin) {
        this.stack = stack;
        this.gateway = stack.gateway();
        this.name = name;
        this.patient = patient;
        this.clinician = clinician;
        this.admin = admin;
    }

    Tenant made() throws Exception {
        Session person = stack.person(patient);
        String partnerId =
                stack.credentials().path("partners").path(name).path("partnerId").asString();
        Map<String, String> things = new HashMap<>();
        String conversation =
                gateway.post(
                                person,
                                "/conversations",
                                """
                                {"partnerId": "%s", "subject": "Matrix", "category": "question"}\
                                """
                                        .formatted(partnerId))
                        .expect(201, "a conversation")
                        .text("conversationId");
        things.put("/conversations/", conversation);
        things.put(
                Tenant.MESSAGE,
                gateway.post(
                                person,
                                "/conversations/" + conversation + "/messages",
                                "{\"body\": \"Matrix\"}")
                        .expect(201, "a message")
                        .text("messageId"));
        things.put(
                "/privacy-requests/",
                // 200 if it is there from before.
                gateway.post(person, "/privacy-requests", "{\"type\": \"restriction\"}")
                        .text("requestId"));
        things.put(
                "/mail-templates/",
                gateway.post(stack.person(admin), "/mail-templates", Tenant.template())
                        .expect(201, "a template")
                        .text("templateId"));
        things.put(
                "/campaigns/",
                gateway.post(stack.person(admin), "/campaigns", Tenant.campaign(partnerId))
                        .expect(202, "a campaign")
                        .text("campaignId"));
        gateway.put(person, "/consents/me/research", "{\"decision\": \"denied\"}");
        String choice = first(person, "/consents/me/history", "evidenceId");
        things.put("/consents/me/receipts/", choice);
        things.put("/consents/{accountId}/receipts/", choice);
        things.put("/audit/events/", first(person, "/accounts/me/disclosures", "eventId"));
        return new Tenant(
                name, partnerId, person.accountId(), stack.person(clinician).accountId(), things);
    }

    private String first(Session person, String path, String field) throws Exception {
        return Checks.await(
                "something of " + patient + " at " + path,
                () ->
                        Optional.of(
                                        gateway.get(person, path)
                                                .body()
                                                .path("items")
                                                .path(0)
                                                .path(field)
                                                .asString(""))
                                .filter(id -> !id.isEmpty()));
    }
}
