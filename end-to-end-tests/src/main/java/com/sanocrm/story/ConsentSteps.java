package com.sanocrm.story;

import java.net.URI;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** A person's choice against a clinic's campaign. */
final class ConsentSteps {
    private static final String CHOICE = "/consents/me/promotional-email";

    private final Stack stack;
    private final Gateway gateway;
    private final Report report;
    private final Cast cast;

    ConsentSteps(Stack stack, Report report, Cast cast) {
        this.stack = stack;
        this.gateway = stack.gateway();
        this.report = report;
        this.cast = cast;
    }

    void optOut() throws Exception {
        choose(cast.patient(), "granted");
        choose(cast.otherPatient(), "granted");
        long start = System.nanoTime();
        choose(cast.patient(), "denied");
        report.checked(
                "the patient denies; messaging and analytics enforce it, acknowledged after %s",
                Report.since(start));

        String subject = "Flu vaccination week " + cast.mark();
        String campaign =
                gateway.post(
                                cast.admin(),
                                "/campaigns",
                                """
                                {"purpose": "promotional-email", "subject": "%s", "body": "Come by.", "audience": {}}"""
                                        .formatted(subject))
                        .expect(202, "a campaign")
                        .text("campaignId");
        JsonNode counts =
                Checks.await(
                        "the campaign's end",
                        () ->
                                Optional.of(
                                                gateway.get(cast.admin(), "/campaigns/" + campaign)
                                                        .body())
                                        .filter(
                                                body ->
                                                        body.path("sent").asInt() >= 1
                                                                && suppressed(body) >= 1));
        Checks.demand(
                counts.path("sent").asInt() == 1 && suppressed(counts) == 1,
                "one mail and one suppressed; got " + counts);
        JsonNode mail = onlyMail(subject);
        Checks.demand(
                mail.toString().contains("neighbour."), "the mail went to the one who agreed");
        report.checked("a campaign reaches the other patient only: 1 sent, 1 suppressed");
        unsubscribe(mail);
    }

    /** 202 says that a service has yet to confirm; the same choice again waits for it again. */
    private void choose(Session who, String decision) throws Exception {
        Checks.awaitThat(
                who.name() + "'s choice is enforced: " + decision,
                () -> {
                    Answer answer =
                            gateway.put(who, CHOICE, "{\"decision\": \"" + decision + "\"}");
                    Checks.demand(
                            answer.status() == 200 || answer.status() == 202,
                            who.name() + " chooses " + decision + ": got " + answer.status());
                    boolean enforced = answer.body().path("enforced").asBoolean(false);
                    Checks.demand(
                            enforced == (answer.status() == 200),
                            "200 means enforced, 202 not yet: " + answer.body());
                    return enforced;
                });
    }

    private static int suppressed(JsonNode counts) {
        return StreamSupport.stream(counts.path("suppressed").spliterator(), false)
                .mapToInt(JsonNode::asInt)
                .sum();
    }

    private JsonNode onlyMail(String subject) throws Exception {
        var mails =
                StreamSupport.stream(stack.mails().spliterator(), false)
                        .filter(mail -> mail.path("subject").asString("").contains(subject))
                        .toList();
        Checks.demand(mails.size() == 1, "one mail of the campaign; got " + mails.size());
        return mails.getFirst();
    }

    private void unsubscribe(JsonNode mail) throws Exception {
        Checks.demand(
                Stack.header(mail, "List-Unsubscribe-Post").equals("List-Unsubscribe=One-Click"),
                "the mail has one-click unsubscribe (RFC 8058)");
        var link =
                URI.create(
                        Stack.header(mail, "List-Unsubscribe")
                                .replaceAll(".*<(https?:[^>]+)>.*", "$1"));
        gateway.follow(link, "GET", "text/plain", "").expect(200, "a scanner opens the link");
        Checks.demand(
                decision().equals("granted"), "a scanner's GET changes nothing: " + decision());
        gateway.follow(
                        link,
                        "POST",
                        "application/x-www-form-urlencoded",
                        "List-Unsubscribe=One-Click")
                .expect(200, "one click unsubscribes");
        Checks.awaitThat("the one-click denial", () -> decision().equals("denied"));
        report.checked("its one-click unsubscribe works, and a scanner's GET changes nothing");
    }

    private String decision() throws Exception {
        JsonNode body = gateway.get(cast.otherPatient(), "/consents/me").body();
        JsonNode choices = body.has("items") ? body.path("items") : body.path("choices");
        return StreamSupport.stream(choices.spliterator(), false)
                .filter(choice -> choice.path("purpose").asString("").equals("promotional-email"))
                .map(choice -> choice.path("decision").asString(""))
                .findFirst()
                .orElse("");
    }
}
