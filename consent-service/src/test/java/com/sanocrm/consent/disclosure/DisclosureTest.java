package com.sanocrm.consent.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sanocrm.consent.Client;
import com.sanocrm.consent.ConsentServiceTest;
import com.sanocrm.consent.Neighbours;
import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.AccountChanged.Status;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestTokens;
import com.sanocrm.platform.test.TopicReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ConsentServiceTest
class DisclosureTest {
    private static final String MARKETING = "third-party-marketing";

    private static final String RECIPIENT =
            """
            {"name": "Health Goods", "country": "AE",
             "contract": {"signedOn": "2026-01-01", "signatory": "A. Person", "reference": "C-17",
                          "purposes": ["third-party-marketing"]}}
            """;

    @Autowired private Client client;
    @Autowired private Neighbours neighbours;

    private final AccountId willing = new AccountId(TestTokens.newAccountId());
    private final AccountId unwilling = new AccountId(TestTokens.newAccountId());
    private final AccountId silent = new AccountId(TestTokens.newAccountId());
    private final AccountId nobody = new AccountId(TestTokens.newAccountId());
    private final String compliance = TestTokens.token(TestTokens.newAccountId(), "compliance");
    private final String operator = TestTokens.token(TestTokens.newAccountId(), "operator");

    @BeforeEach
    void threePatients() {
        neighbours.enforcing(Neighbours.ALL);
        neighbours.account(willing, Status.ACTIVE, "AE", Map.of(MARKETING, Choice.GRANTED));
        neighbours.account(unwilling, Status.ACTIVE, "AE", Map.of(MARKETING, Choice.DENIED));
        neighbours.account(silent, Status.ACTIVE, "AE", Map.of());
        for (AccountId person : List.of(willing, unwilling, silent)) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !decision(person, "research").equals("account-unknown"));
        }
    }

    @Test
    @Promise("P-23")
    void onlyWhoGrantedItIsDisclosedAndEachDecisionIsRecorded() throws Exception {
        String recipient = recipient("AE");

        var disclosure = disclose(recipient, MARKETING, willing, unwilling, silent, nobody);

        assertThat(disclosure.status()).as(disclosure.body().toString()).isEqualTo(201);
        assertThat(reasons(disclosure))
                .isEqualTo(
                        Map.of(
                                willing.value(), "permit choice-granted",
                                unwilling.value(), "deny choice-denied",
                                silent.value(), "deny no-choice-recorded",
                                nobody.value(), "deny account-unknown"));
        assertThat(audited(recipient, willing)).contains("\"outcome\":\"success\"");
        assertThat(audited(recipient, silent)).contains("\"outcome\":\"refused\"");
    }

    @Test
    @Promise("P-23")
    void withoutARunningContractNobodyGetsAnything() throws Exception {
        String recipient = recipient("AE");
        String unknown = "rec_" + UUID.randomUUID();

        var before = disclose(recipient, "research", willing);
        var ended =
                client.send(
                        client.request("/recipients/" + recipient + "/contract", compliance)
                                .DELETE());
        var after = disclose(recipient, MARKETING, willing);

        assertThat(reasons(before)).containsValue("deny purpose-not-in-contract");
        assertThat(ended.statusCode()).isEqualTo(200);
        assertThat(ended.body()).contains("\"bound\":false");
        assertThat(reasons(after)).containsValue("deny recipient-without-contract");
        assertThat(reasons(disclose(unknown, MARKETING, willing)))
                .containsValue("deny recipient-unknown");
        assertThat(client.get("/recipients/" + recipient, compliance).text("endedAt")).isNotEmpty();
    }

    @Test
    @Promise("P-40")
    void nothingGoesAbroadWithoutARecordedGrantOfTransfer() throws Exception {
        String recipient = recipient("US");
        String token = TestTokens.token(willing.value(), "patient");
        String path = "/consents/me/cross-border-transfer";

        var without = disclose(recipient, MARKETING, willing);
        client.put(path, token, "{\"decision\": \"granted\"}");
        var granted = disclose(recipient, MARKETING, willing);
        client.put(path, token, "{\"decision\": \"denied\"}");
        var withdrawn = disclose(recipient, MARKETING, willing);

        assertThat(reasons(without)).containsValue("deny transfer-not-granted");
        assertThat(reasons(granted)).containsValue("permit choice-granted");
        assertThat(reasons(withdrawn)).containsValue("deny transfer-not-granted");
    }

    @Test
    @Promise("P-40")
    void theTransferThatAPersonAbroadGrantedAtRegistrationIsKeptAsEvidence() throws Exception {
        var abroad = new AccountId(TestTokens.newAccountId());
        neighbours.account(
                abroad, Status.ACTIVE, "DE", Map.of("cross-border-transfer", Choice.GRANTED));

        await().atMost(Duration.ofSeconds(60))
                .until(() -> decision(abroad, "cross-border-transfer").equals("choice-granted"));
        var evidence =
                client.get("/consents/" + abroad + "/history", compliance)
                        .body()
                        .get("items")
                        .get(0);
        assertThat(evidence.get("purpose").asString()).isEqualTo("cross-border-transfer");
        assertThat(evidence.get("channel").asString()).isEqualTo("registration-form");
        assertThat(decision(silent, "cross-border-transfer")).isEqualTo("no-choice-recorded");
    }

    @Test
    @Promise("P-23")
    void aDecisionCanBeAskedForWithItsRecipient() throws Exception {
        String recipient = recipient("AE");
        String question =
                "{\"accountId\": \"%s\", \"purpose\": \"%s\", \"recipientId\": \"%s\"}"
                        .formatted(willing, MARKETING, recipient);

        var answer = client.post("/consent-decisions", operator, question);
        var unknown =
                client.post(
                        "/consent-decisions",
                        operator,
                        question.replace(recipient, "rec_" + UUID.randomUUID()));

        assertThat(answer.text("decision")).isEqualTo("permit");
        assertThat(unknown.text("reason")).isEqualTo("recipient-unknown");
    }

    @Test
    void aRecipientIsRegisteredOnceByComplianceAndOnlyWithAContract() throws Exception {
        String key = UUID.randomUUID().toString();
        String patient = TestTokens.token(willing.value(), "patient");

        var first = client.post("/recipients", compliance, RECIPIENT, "Idempotency-Key", key);
        var again = client.post("/recipients", compliance, RECIPIENT, "Idempotency-Key", key);

        assertThat(first.status()).as(first.body().toString()).isEqualTo(201);
        assertThat(again.text("recipientId")).isEqualTo(first.text("recipientId"));
        assertThat(client.get("/recipients?limit=100", compliance).body().get("items").toString())
                .contains(first.text("recipientId"));
        assertThat(client.post("/recipients", patient, RECIPIENT).status()).isEqualTo(403);
        var bare = client.post("/recipients", compliance, "{\"name\": \"A\", \"country\": \"AE\"}");
        assertThat(bare.status()).isEqualTo(422);
        assertThat(bare.text("type")).isEqualTo("/problems/contract-required");
        for (String wrong :
                new String[] {
                    RECIPIENT.replace("2026-01-01", "2999-01-01"),
                    RECIPIENT.replace("\"AE\"", "\"XX\""),
                    RECIPIENT.replace(MARKETING, "sales"),
                    RECIPIENT.replace("[\"" + MARKETING + "\"]", "[]"),
                    RECIPIENT.replace(
                            "\"reference\"", "\"runsUntil\": \"2025-01-01\", \"reference\"")
                }) {
            assertThat(client.post("/recipients", compliance, wrong).status())
                    .as(wrong)
                    .isEqualTo(422);
        }
    }

    private String recipient(String country) throws Exception {
        return client.post(
                        "/recipients",
                        compliance,
                        RECIPIENT.replace("\"AE\"", "\"" + country + "\""))
                .text("recipientId");
    }

    private Client.Answer disclose(String recipient, String purpose, AccountId... people)
            throws Exception {
        String ids =
                Stream.of(people)
                        .map(person -> "\"" + person + "\"")
                        .collect(Collectors.joining(", "));
        return client.post(
                "/disclosures",
                operator,
                """
                {"recipientId": "%s", "purpose": "%s", "categories": ["contact-data"],
                 "accountIds": [%s]}
                """
                        .formatted(recipient, purpose, ids));
    }

    private static Map<String, String> reasons(Client.Answer disclosure) {
        return StreamSupport.stream(disclosure.body().get("items").spliterator(), false)
                .collect(
                        Collectors.toMap(
                                item -> item.get("accountId").asString(),
                                item ->
                                        item.get("decision").asString()
                                                + " "
                                                + item.get("reason").asString()));
    }

    private static String audited(String recipient, AccountId subject) {
        return TopicReader.await(
                        Topic.AUDIT_EVENTS.wireName(),
                        1,
                        event ->
                                event.value().contains("\"disclosure.make\"")
                                        && event.value().contains(recipient)
                                        && event.value().contains(subject.value()))
                .getFirst()
                .value();
    }

    private String decision(AccountId person, String purpose) throws Exception {
        return client.post(
                        "/consent-decisions",
                        operator,
                        "{\"accountId\": \"%s\", \"purpose\": \"%s\"}".formatted(person, purpose))
                .text("reason");
    }
}
