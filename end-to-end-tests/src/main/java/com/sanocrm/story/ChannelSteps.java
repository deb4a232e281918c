package com.sanocrm.story;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Every other way to choose, and what is left as evidence of each. */
final class ChannelSteps {
    private static final String PROMOTION = "promotional-email";
    private static final Pattern CONFIRMATION =
            Pattern.compile("https?://\\S+/newsletter/confirmations/[^\\s<>\"]+");

    private final Stack stack;
    private final Gateway gateway;
    private final Report report;
    private final Cast cast;
    private final Session person;

    ChannelSteps(Stack stack, Report report, Cast cast) {
        this.stack = stack;
        this.gateway = stack.gateway();
        this.report = report;
        this.cast = cast;
        this.person = cast.otherPatient();
    }

    void chooseEveryWay() throws Exception {
        JsonNode ticked = await(person, "registration-form", "newsletter", "granted");
        Checks.demand(
                !ticked.path("wordingHash").asString("").isEmpty(),
                "the words beside the box are kept: " + ticked);
        answerAMail();
        callSupport();
        sendABrowserSignal();
        subscribeWithoutAnAccount();
        verifyReceipt();
    }

    private void answerAMail() throws Exception {
        gateway.put(person, "/consents/me/" + PROMOTION, "{\"decision\": \"granted\"}");
        String subject = "Eye test week " + cast.mark();
        gateway.post(
                        cast.admin(),
                        "/campaigns",
                        """
                        {"purpose": "%s", "subject": "%s", "body": "Come by.", "audience": {}}"""
                                .formatted(PROMOTION, subject))
                .expect(202, "a second campaign");
        JsonNode mail = awaitMail(subject);
        String answer =
                new Letter(
                                mail.path("to").path(0).asString(mail.path("to").asString("")),
                                address(Stack.header(mail, "Reply-To")),
                                subject,
                                Stack.header(mail, "Message-ID"),
                                "من فضلكم لا ترسلوا لي عروضا بعد الآن.")
                        .post(stack.smtpPort());
        await(person, "email-reply", PROMOTION, "denied");
        report.checked("an answer in Arabic to a mail, \"no more offers please\", is an opt-out");
        Checks.await(
                "a mail in return",
                () ->
                        StreamSupport.stream(stack.mails().spliterator(), false)
                                .filter(one -> Stack.header(one, "In-Reply-To").equals(answer))
                                .findFirst());
        report.checked("a mail tells what was done, and how to undo it");
    }

    private void callSupport() throws Exception {
        Answer recorded =
                gateway.post(
                        stack.person("support"),
                        "/consents/" + person.accountId() + "/usage-analytics",
                        """
                        {"decision": "denied", "channel": "phone", "reference": "T-2041"}""");
        Checks.demand(
                recorded.status() == 200 || recorded.status() == 202,
                "support records a call: " + recorded.status() + " " + recorded.body());
        await(person, "support", "usage-analytics", "denied");
        report.checked("support records a call with its ticket");
    }

    private void sendABrowserSignal() throws Exception {
        gateway.get(cast.patient(), "/consents/me", "Sec-GPC", "1").expect(200, "with GPC");
        await(cast.patient(), "browser-signal", "behavioural-tracking", "denied");
        report.checked("Sec-GPC of a signed-in person is honoured, and recorded");
    }

    private void subscribeWithoutAnAccount() throws Exception {
        String visitor = "visitor." + UUID.randomUUID() + "@example.org";
        gateway.post(null, "/newsletter/subscriptions", "{\"email\": \"" + visitor + "\"}")
                .expect(202, "a visitor asks for the newsletter");
        JsonNode mail =
                Checks.await(
                        "the mail that asks to confirm",
                        () ->
                                StreamSupport.stream(stack.mails().spliterator(), false)
                                        .filter(one -> one.toString().contains(visitor))
                                        .findFirst());
        Matcher link = CONFIRMATION.matcher(mail.path("text").asString(""));
        Checks.demand(link.find(), "the mail has a link to confirm");
        var confirmation = URI.create(link.group());
        gateway.follow(confirmation, "GET", "text/plain", "").expect(200, "a scanner opens it");
        Answer confirmed =
                gateway.follow(confirmation, "POST", "application/x-www-form-urlencoded", "");
        Checks.demand(
                confirmed.status() == 200 || confirmed.status() == 202,
                "the visitor confirms: " + confirmed.status() + " " + confirmed.body());
        report.checked("the newsletter asks a visitor to confirm by mail first");
    }

    private void verifyReceipt() throws Exception {
        JsonNode newest = history(person).path("items").path(0);
        String receipt =
                gateway.get(person, "/consents/me/receipts/" + newest.path("evidenceId").asString())
                        .expect(200, "a receipt")
                        .body()
                        .asString();
        Path file = Files.createTempFile("receipt", ".txt");
        try {
            Files.writeString(file, receipt);
            Checks.demand(verifies(file), "./sano verify receipt takes it");
            Files.writeString(file, receipt.replace("\"denied\"", "\"granted\""));
            Checks.demand(!verifies(file), "./sano verify receipt refuses it when it was changed");
        } finally {
            Files.delete(file);
        }
        report.checked("each choice has a signed receipt, verified offline; a changed one is not");
    }

    private boolean verifies(Path receipt) throws Exception {
        return stack.sano("verify", "receipt", receipt.toString()).exitCode() == 0;
    }

    private JsonNode await(Session who, String channel, String purpose, String decision)
            throws Exception {
        return Checks.await(
                "%s's choice by %s".formatted(who.name(), channel),
                () ->
                        StreamSupport.stream(history(who).path("items").spliterator(), false)
                                .filter(
                                        choice ->
                                                List.of(channel, purpose, decision)
                                                        .equals(
                                                                List.of(
                                                                        text(choice, "channel"),
                                                                        text(choice, "purpose"),
                                                                        text(choice, "decision"))))
                                .findFirst());
    }

    private JsonNode history(Session who) throws Exception {
        return gateway.get(who, "/consents/me/history").expect(200, "the history").body();
    }

    private JsonNode awaitMail(String subject) throws Exception {
        return Checks.await(
                "the mail " + subject,
                () ->
                        StreamSupport.stream(stack.mails().spliterator(), false)
                                .filter(mail -> mail.path("subject").asString("").equals(subject))
                                .findFirst());
    }

    private static String text(JsonNode choice, String field) {
        return choice.path(field).asString("");
    }

    /** Without the name before it. */
    private static String address(String mailbox) {
        return mailbox.replaceAll(".*<|>.*", "");
    }
}
