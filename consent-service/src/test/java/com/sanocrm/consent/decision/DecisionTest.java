package com.sanocrm.consent.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sanocrm.consent.Client;
import com.sanocrm.consent.ConsentServiceTest;
import com.sanocrm.consent.Neighbours;
import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ConsentServiceTest
class DecisionTest {
    @Autowired private Client client;
    @Autowired private Neighbours neighbours;

    private final AccountId patient = new AccountId(TestTokens.newAccountId());
    private final PartnerId clinic = new PartnerId("par_" + UUID.randomUUID());
    private final String operator = TestTokens.token(TestTokens.newAccountId(), "operator");

    @BeforeEach
    void aPatientOfTheClinicWhoHasDeniedPromotion() {
        neighbours.enforcing(Neighbours.ALL);
        neighbours.account(
                patient,
                clinic,
                Map.of("promotional-email", Choice.DENIED, "behavioural-tracking", Choice.GRANTED),
                Instant.parse("2026-11-22T10:00:00Z"),
                1);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !reason("usage-analytics", "").equals("account-unknown"));
    }

    @Test
    @Promise({"P-24", "P-28"})
    void aDenialStopsWhatIsOptionalAndNothingElse() throws Exception {
        assertThat(reason("promotional-email", "")).isEqualTo("choice-denied");
        assertThat(reason("care-communication", "")).isEqualTo("essential-purpose");
        assertThat(reason("usage-analytics", "")).isEqualTo("policy-default-granted");
        assertThat(reason("research", "")).isEqualTo("no-choice-recorded");
    }

    @Test
    @Promise("P-18")
    void aBrowsersSignalOverrulesAGrant() throws Exception {
        assertThat(reason("behavioural-tracking", "")).isEqualTo("choice-granted");
        assertThat(reason("behavioural-tracking", ", \"signals\": {\"gpc\": true}"))
                .isEqualTo("browser-signal");
    }

    @Test
    @Promise("P-05")
    void anotherPartnersPatientLooksLikeNobody() throws Exception {
        String theirs = partnerSystem(clinic);
        String others = partnerSystem(new PartnerId("par_" + UUID.randomUUID()));
        String batch = "[" + question("usage-analytics", "") + "]";

        var own = client.post("/consent-decisions/batch", theirs, batch).body().get("items");
        var foreign = client.post("/consent-decisions/batch", others, batch).body().get("items");

        assertThat(own.get(0).get("decision").asString()).isEqualTo("permit");
        assertThat(foreign.get(0).get("reason").asString()).isEqualTo("account-unknown");
    }

    @Test
    void theAnswersOfABatchComeInTheOrderOfItsQuestions() throws Exception {
        String nobody =
                question("usage-analytics", "").replace(patient.value(), TestTokens.newAccountId());
        String batch =
                "[%s, %s, %s, %s]"
                        .formatted(
                                question("usage-analytics", ""),
                                nobody,
                                question("research", ""),
                                question("behavioural-tracking", ", \"signals\": {\"gpc\": true}"));

        var items = client.post("/consent-decisions/batch", operator, batch).body().get("items");

        assertThat(items.valueStream().map(item -> item.get("reason").asString()))
                .containsExactly(
                        reason("usage-analytics", ""),
                        "account-unknown",
                        reason("research", ""),
                        "browser-signal");
    }

    @Test
    void aQuestionAboutTheFutureOrWithoutAPurposeIsRefused() throws Exception {
        assertThat(ask(question("research", ", \"at\": \"2999-01-01T00:00:00Z\"")).status())
                .isEqualTo(422);
        assertThat(ask(question("sales", "")).status()).isEqualTo(422);
        assertThat(ask("{}").status()).isEqualTo(422);
        assertThat(client.post("/consent-decisions/batch", operator, "[]").status()).isEqualTo(422);
    }

    private String reason(String purpose, String more) throws Exception {
        return ask(question(purpose, more)).text("reason");
    }

    private Client.Answer ask(String question) throws Exception {
        return client.post("/consent-decisions", operator, question);
    }

    private String question(String purpose, String more) {
        return "{\"accountId\": \"%s\", \"purpose\": \"%s\"%s}".formatted(patient, purpose, more);
    }

    private static String partnerSystem(PartnerId partner) {
        return TestTokens.staffToken(TestTokens.newAccountId(), partner.value(), "partner-system");
    }
}
