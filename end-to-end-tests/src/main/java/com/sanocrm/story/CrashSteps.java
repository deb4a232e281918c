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
        String lastSeen = lastEventBeforeTheCrash();
        stack.mustSano("stop", "kafka");
        String messageId = say(cast.patient(), "Is Tuesday at nine fine?");
        stack.mustSano("kill", "messaging");
        report.checked("Kafka is away, a message is acknowledged, messaging is killed (SIGKILL)");

        stack.mustSano("start", "kafka");
        try (LiveStream resumed = resume(lastSeen)) {
            resumed.await(messageId);
            Session compliance = stack.person("compliance");
            Checks.awaitThat(
                    "its audit record is in the log",
                    () -> timesRecorded(compliance, messageId) >= 1);
            Checks.demand(timesListed(messageId) == 1, "the message is there once");
            Checks.demand(
                    timesRecorded(compliance, messageId) == 1, "its audit record is there once");
            Checks.demand(resumed.of(messageId).size() == 1, "the resumed stream has it once");
        }
        report.checked(
                "after the restart the message, its audit record and its event on the resumed stream are there, once each");
    }

    private String lastEventBeforeTheCrash() throws Exception {
        try (LiveStream stream = gateway.stream(cast.clinician(), null)) {
            return stream.await(say(cast.patient(), "Thank you.")).id();
        }
    }

    private LiveStream resume(String lastSeen) throws Exception {
        return Checks.await(
                "messaging is back",
                () -> {
                    try {
                        return Optional.of(gateway.stream(cast.clinician(), lastSeen));
                    } catch (Checks.BrokenPromiseException notYet) {
                        return Optional.empty();
                    }
                });
    }

    private String say(Session who, String body) throws Exception {
        return gateway.post(
                        who,
                        "/conversations/" + cast.conversationId() + "/messages",
                        Gateway.JSON.writeValueAsString(Map.of("body", body)))
                .expect(201, "a message")
                .text("messageId");
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
