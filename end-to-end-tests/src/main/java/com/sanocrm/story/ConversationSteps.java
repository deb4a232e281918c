package com.sanocrm.story;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What is said, who hears it, and who does not. */
final class ConversationSteps {
    private final Stack stack;
    private final Gateway gateway;
    private final Report report;
    private final Cast cast;

    ConversationSteps(Stack stack, Report report, Cast cast) {
        this.stack = stack;
        this.gateway = stack.gateway();
        this.report = report;
        this.cast = cast;
    }

    void talk() throws Exception {
        String question = "My pulse is high since Monday, " + cast.mark();
        String reply = "Please rest and come on Tuesday, " + cast.mark();
        try (LiveStream clinicians = gateway.stream(cast.clinician(), null);
                LiveStream patients = gateway.stream(cast.patient(), null)) {
            Duration there = say(cast.patient(), question, clinicians);
            Duration back = say(cast.clinician(), reply, patients);
            report.checked(
                    "each hears the other live: %s and %s from POST to the stream",
                    Report.format(there), Report.format(back));
        }
        String heard =
                gateway.get(
                                cast.clinician(),
                                "/conversations/" + cast.conversationId() + "/messages")
                        .expect(200, "the clinician reads")
                        .body()
                        .toString();
        Checks.demand(
                heard.contains(question) && heard.contains(reply),
                "both messages are there to read");
        for (String body : List.of(question, reply)) {
            List<Path> plain = stack.filesWith(body);
            Checks.demand(plain.isEmpty(), "stored bytes hold no plain text; found in " + plain);
        }
        report.checked("the stored bytes of stores, topics and logs hold no plain text of it");
    }

    private Duration say(Session who, String body, LiveStream other) throws Exception {
        long start = System.nanoTime();
        String messageId =
                gateway.post(
                                who,
                                "/conversations/" + cast.conversationId() + "/messages",
                                Gateway.JSON.writeValueAsString(java.util.Map.of("body", body)))
                        .expect(201, who.name() + " sends a message")
                        .text("messageId");
        return Duration.ofNanos(other.await(messageId).arrivedNanos() - start);
    }

    void refuse() throws Exception {
        Session stranger = stack.person("clinician3");
        gateway.get(stranger, "/conversations/" + cast.conversationId() + "/messages")
                .expectProblem(404, "not-found", "a clinician of another clinic");
        report.checked("a clinician of another clinic: 404, as if it did not exist");

        Session compliance = stack.person("compliance");
        String refused =
                Checks.await(
                        "the refused access in the audit log",
                        () -> refused(compliance, stranger, cast.conversationId()));
        new AuditVerification(stack).record(refused);
        report.checked(
                "compliance finds the refused access in the audit log, and its proof holds offline");
    }

    private Optional<String> refused(Session compliance, Session stranger, String resource)
            throws Exception {
        JsonNode items =
                gateway.get(
                                compliance,
                                "/audit/events?outcome=refused&actor=" + stranger.accountId())
                        .body()
                        .path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(item -> item.path("resourceId").asString("").equals(resource))
                .map(item -> item.path("eventId").asString())
                .findFirst();
    }
}
