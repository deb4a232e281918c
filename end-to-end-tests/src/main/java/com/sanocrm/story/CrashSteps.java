package com.sanocrm.story;

import java.util.Map;
import java.util.Optional;

/** A service dies between its acknowledgement and the publication. */
final class CrashSteps {
    private final Stack stack;
    private final Gateway gateway;
    private final Report report;
    private final Cast cast;

    CrashSteps(Stack stack, Report report, Cast cast) {
        this.stack = stack;
        this.gateway = stack.gateway();
        this.report = report;
        this.cast = cast;
    }

    void crash() throws Exception {
        stack.mustSano("stop", "kafka");
        String messageId =
                gateway.post(
                                cast.patient(),
                                "/conversations/" + cast.conversationId() + "/messages",
                                Gateway.JSON.writeValueAsString(
                                        Map.of("body", "Is Tuesday at nine fine?")))
                        .expect(201, "a message while Kafka is away")
                        .text("messageId");
        stack.mustSano("kill", "messaging");
        report.checked("Kafka is away, a message is acknowledged, messaging is killed (SIGKILL)");

        stack.mustSano("start", "kafka");
        LiveStream clinicians =
                Checks.await(
                        "messaging is back",
                        () -> {
                            try {
                                return Optional.of(gateway.stream(cast.clinician(), null));
                            } catch (Checks.BrokenPromiseException notYet) {
                                return Optional.empty();
                            }
                        });
        try (clinicians) {
            Checks.awaitThat(
                    "the message is in the conversation", () -> timesListed(messageId) == 1);
            Session compliance = stack.person("compliance");
            Checks.awaitThat(
                    "its audit record is in the log",
                    () -> timesRecorded(compliance, messageId) >= 1);
            Checks.demand(timesListed(messageId) == 1, "the message is there once");
            Checks.demand(
                    timesRecorded(compliance, messageId) == 1, "its audit record is there once");
        }
        report.checked("after the restart the message and its audit record are there, once each");
    }

    private int timesListed(String messageId) throws Exception {
        Answer list =
                gateway.get(
                        cast.clinician(),
                        "/conversations/" + cast.conversationId() + "/messages?limit=100");
        return occurrences(list.body().toString(), messageId);
    }

    private int timesRecorded(Session compliance, String messageId) throws Exception {
        Answer list =
                gateway.get(
                        compliance,
                        "/audit/events?action=message.send&limit=100&subject="
                                + cast.patient().accountId());
        return occurrences(list.body().toString(), messageId);
    }

    private static int occurrences(String text, String word) {
        return (text.length() - text.replace(word, "").length()) / word.length();
    }
}
