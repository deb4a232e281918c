package com.sanocrm.consent.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sanocrm.consent.Client;
import com.sanocrm.consent.ConsentServiceTest;
import com.sanocrm.consent.Neighbours;
import com.sanocrm.contracts.events.BrowserSignalSeen;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestTokens;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What browsers say for people who are signed in. */
@ConsentServiceTest
class BrowserSignalTest {
    private static final String GRANTED = "{\"decision\": \"granted\"}";

    @Autowired private Client client;
    @Autowired private Neighbours neighbours;

    private final AccountId patient = new AccountId(TestTokens.newAccountId());
    private final String token = TestTokens.token(patient.value(), "patient");

    @BeforeEach
    void aPatientWhoAllowsTracking() throws Exception {
        neighbours.enforcing(Neighbours.ALL);
        client.put("/consents/me/newsletter", token, GRANTED);
    }

    @Test
    @Promise("P-18")
    void theSignalIsRecordedOnceAndALaterGrantIsNotOverwrittenByIt() throws Exception {
        says("phone", true, false);
        awaitTracking("browser-signal denied Sec-GPC");

        client.put("/consents/me/behavioural-tracking", token, GRANTED);
        says("phone", true, false);
        says("laptop", true, false);
        says("tablet", false, false);
        says("laptop", true, false);
        /* These two are read after all others: nothing before them was recorded. */
        says("laptop", false, false);
        says("laptop", true, true);

        awaitTracking(
                "browser-signal denied Sec-GPC",
                "preferences granted",
                "browser-signal denied Sec-GPC,DNT");
        assertThat(said("third-party-marketing"))
                .containsExactly(
                        "browser-signal denied Sec-GPC", "browser-signal denied Sec-GPC,DNT");
    }

    @Test
    @Promise("P-18")
    void aGrantInSpiteOfTheSignalHoldsThoughItsTellingComesLater() throws Exception {
        client.send(
                client.request("/consents/me/behavioural-tracking", token)
                        .header("Content-Type", "application/json")
                        .header("Sec-GPC", "1")
                        .PUT(BodyPublishers.ofString(GRANTED)));

        says("phone", true, false);
        says("phone", false, false);
        says("phone", false, true);

        awaitTracking(
                "browser-signal denied Sec-GPC",
                "preferences granted",
                "browser-signal denied DNT");
    }

    @Test
    @Promise("P-18")
    void whatWasSeenBeforeAGrantDoesNotUndoIt() throws Exception {
        Instant before = now();
        client.put("/consents/me/behavioural-tracking", token, GRANTED);

        neighbours.publish(new BrowserSignalSeen(patient, "phone", true, false, before), 0);

        awaitTracking("preferences granted", "browser-signal denied Sec-GPC");
        assertThat(client.get("/consents/me", token).body().toString())
                .contains(
                        "\"purpose\":\"behavioural-tracking\",\"essential\":false,\"decision\":\"granted\"");
    }

    @Test
    @Promise("P-18")
    void forTheRequestItselfTheSignalDeniesWhateverIsStored() throws Exception {
        neighbours.account(patient, null, Map.of(), now(), 1);
        client.put("/consents/me/behavioural-tracking", token, GRANTED);

        await().atMost(Duration.ofSeconds(60)).until(() -> permitted(null));

        assertThat(permitted("Sec-GPC")).isFalse();
        assertThat(permitted("DNT")).isFalse();
        assertThat(permitted(null)).isTrue();
    }

    private boolean permitted(@Nullable String header) throws Exception {
        var request = client.request("/consents/me", token).GET();
        String body = client.send(header == null ? request : request.header(header, "1")).body();
        return body.contains(
                "\"purpose\":\"behavioural-tracking\",\"essential\":false,\"decision\":\"granted\",\"permitted\":true");
    }

    private void says(String session, boolean gpc, boolean dnt) {
        neighbours.publish(new BrowserSignalSeen(patient, session, gpc, dnt, now()), 0);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private void awaitTracking(String... choices) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(said("behavioural-tracking")).containsExactly(choices));
    }

    /** The choices about the purpose, the first one first. */
    private List<String> said(String purpose) throws Exception {
        var history = client.get("/consents/me/history?limit=100", token).body().get("items");
        return StreamSupport.stream(history.spliterator(), false)
                .filter(choice -> purpose.equals(choice.get("purpose").asString()))
                .map(
                        choice ->
                                String.join(
                                                " ",
                                                choice.get("channel").asString(),
                                                choice.get("decision").asString(),
                                                choice.path("reference").asString(""))
                                        .strip())
                .toList()
                .reversed();
    }
}
