package com.sanocrm.consent.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sanocrm.consent.Client;
import com.sanocrm.consent.Client.Answer;
import com.sanocrm.consent.ConsentServiceTest;
import com.sanocrm.consent.Neighbours;
import com.sanocrm.consent.policy.Language;
import com.sanocrm.consent.policy.Wordings;
import com.sanocrm.contracts.Channel;
import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.events.ChoiceTaken;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestTokens;
import com.sanocrm.transparency.verify.Verify;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Every choice is evidence: with what was shown, when it was enforced, and a signed receipt. */
@ConsentServiceTest
class EvidenceTest {
    private static final String DENIED = "{\"decision\": \"denied\"}";
    private static final String GRANTED = "{\"decision\": \"granted\"}";

    @Autowired private Client client;
    @Autowired private Neighbours neighbours;
    @Autowired private Wordings wordings;
    @TempDir private Path folder;

    private final AccountId patient = new AccountId(TestTokens.newAccountId());
    private final String token = TestTokens.token(patient.value(), "patient");
    private final String support = TestTokens.token(TestTokens.newAccountId(), "support");

    @BeforeEach
    void everyServiceEnforces() {
        neighbours.enforcing(Neighbours.ALL);
    }

    @Test
    @Promise("P-02")
    void theWordsOfTheBoxAndTheirLanguageAreKept() throws Exception {
        client.send(
                client.request("/consents/me/newsletter", token)
                        .header("Content-Type", "application/json")
                        .header("Accept-Language", "ar-AE,ar;q=0.9,en;q=0.5")
                        .PUT(BodyPublishers.ofString(GRANTED)));

        JsonNode choice = newest();
        assertThat(choice.get("language").asString()).isEqualTo("ar");
        assertThat(choice.get("wordingHash").asString())
                .isEqualTo(wordings.current(Purpose.NEWSLETTER, Language.ARABIC).hash());
        assertThat(choice.get("policyVersion").asString()).isNotEmpty();
        assertThat(choice.get("actorId").asString()).isEqualTo(patient.value());
    }

    @Test
    @Promise("P-02")
    void theClientCanSayWhichWordsItShowedButOnlyOnesThatAreThere() throws Exception {
        String english = wordings.current(Purpose.RESEARCH, Language.ENGLISH).hash();
        String request = "{\"decision\": \"granted\", \"wordingHash\": \"%s\"}";

        assertThat(client.put("/consents/me/research", token, request.formatted(english)).status())
                .isEqualTo(200);
        assertThat(newest().get("wordingHash").asString()).isEqualTo(english);
        for (String wrong : List.of("0".repeat(64), "x")) {
            assertThat(
                            client.put("/consents/me/research", token, request.formatted(wrong))
                                    .status())
                    .isEqualTo(422);
        }
        assertThat(
                        client.put("/consents/me/newsletter", token, request.formatted(english))
                                .status())
                .as("another purpose's words")
                .isEqualTo(422);
    }

    @Test
    @Promise("P-02")
    void aPartnersFormIsAChannelOfItsOwnAndNamesThePartner() {
        var partner = new PartnerId("par_" + UUID.randomUUID());
        neighbours.account(patient, partner, Map.of("research", Choice.GRANTED), now(), 1);

        await().atMost(Duration.ofSeconds(60)).until(() -> history(null).size() == 1);

        assertThat(newestOf("channel")).isEqualTo("partner-form");
        assertThat(newestOf("reference")).isEqualTo(partner.value());
        assertThat(newestOf("language")).isEqualTo("en");
        assertThat(newestOf("wordingHash"))
                .isEqualTo(wordings.current(Purpose.RESEARCH, Language.ENGLISH).hash());
    }

    @Test
    @Promise("P-24")
    void theHistorySaysWhenTheChoiceWasEnforcedHoweverLate() throws Exception {
        var atOnce = client.put("/consents/me/newsletter", token, GRANTED);
        assertThat(newestOf("enforcedAt")).isEqualTo(atOnce.text("enforcedAt"));

        neighbours.enforcing(Set.of());
        assertThat(client.put("/consents/me/newsletter", token, DENIED).status()).isEqualTo(202);
        assertThat(newest().has("enforcedAt")).isFalse();
        neighbours.enforcing(Neighbours.ALL);
        client.put("/consents/me/newsletter", token, DENIED);

        await().atMost(Duration.ofSeconds(60)).until(() -> newest().has("enforcedAt"));
        assertThat(history(null)).hasSize(2);
    }

    @Test
    @Promise("P-27")
    void aLetterToSupportIsEvidenceLikeAnyOther() throws Exception {
        client.put("/consents/me/promotional-email", token, GRANTED);
        String letter =
                "{\"decision\": \"denied\", \"channel\": \"letter\", \"reference\": \"L-2026/7\"}";

        var answer = client.post("/consents/" + patient + "/promotional-email", support, letter);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(newestOf("channel")).isEqualTo("support");
        assertThat(newestOf("medium")).isEqualTo("letter");
        assertThat(newestOf("reference")).isEqualTo("L-2026/7");
        assertThat(newestOf("enforcedAt")).isEqualTo(answer.text("enforcedAt"));
        assertThat(receipt(answer.text("evidenceId"), support)).contains("\"medium\":\"letter\"");
        for (String wrong : List.of("fax", "preferences", "support")) {
            assertThat(
                            client.post(
                                            "/consents/" + patient + "/promotional-email",
                                            support,
                                            letter.replace("letter", wrong))
                                    .status())
                    .isEqualTo(422);
        }
    }

    @Test
    @Promise({"P-24", "P-27"})
    void everyChoiceHasAReceiptThatAnybodyCanVerifyOffline() throws Exception {
        String vkey = client.get("/consents/receipt-key", null).text("vkey");
        String first = receipt(client.put("/consents/me/newsletter", token, GRANTED));
        String second = receipt(client.put("/consents/me/newsletter", token, DENIED));

        assertThat(verify(first, vkey)).isZero();
        assertThat(verify(second, vkey)).isZero();
        assertThat(second)
                .contains("\"purpose\":\"newsletter\"", "\"decision\":\"denied\"", patient.value())
                .contains("\"previous\":\"" + digest(first) + "\"");
        for (String change : List.of("newsletter", "denied", "preferences", patient.value())) {
            assertThat(verify(second.replace(change, change.replaceFirst(".$", "x")), vkey))
                    .as("with %s altered", change)
                    .isEqualTo(1);
        }
        assertThat(verify("no receipt", vkey)).isEqualTo(2);
    }

    @Test
    void nobodyGetsTheReceiptOfAnother() throws Exception {
        String id = client.put("/consents/me/newsletter", token, GRANTED).text("evidenceId");
        String stranger = TestTokens.token(TestTokens.newAccountId(), "patient");

        assertThat(get("/consents/me/receipts/" + id, stranger).statusCode()).isEqualTo(404);
        assertThat(get("/consents/" + patient + "/receipts/" + id, stranger).statusCode())
                .isEqualTo(403);
        assertThat(get("/consents/" + patient + "/receipts/x", support).statusCode())
                .isEqualTo(404);
    }

    @Test
    @Promise("P-24")
    void whoChoosesOftenHasAWholeHistoryAndASmallDocument() throws Exception {
        var made = new ArrayList<Answer>();
        ChoiceTaken reply = reply("research");
        neighbours.publish(reply, 1);
        await().atMost(Duration.ofSeconds(60)).until(() -> history(null).size() == 1);
        made.add(client.put("/consents/me/research", token, GRANTED));
        for (int i = 0; i < 30; i++) {
            made.add(client.put("/consents/me/newsletter", token, i % 2 == 0 ? GRANTED : DENIED));
            made.add(client.put("/consents/me/research", token, i % 2 == 0 ? DENIED : GRANTED));
        }

        List<String> ids = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            JsonNode page = page(cursor);
            page.get("items").forEach(choice -> ids.add(choice.get("evidenceId").asString()));
            cursor = page.path("next").isString() ? page.get("next").asString() : null;
        } while (cursor != null);

        assertThat(ids).hasSize(62).doesNotHaveDuplicates();
        assertThat(ids.getLast()).isEqualTo(reply.evidenceId());
        assertThat(ids.reversed().subList(1, 62))
                .isEqualTo(made.stream().map(answer -> answer.text("evidenceId")).toList());
        assertThat(receipt(made.get(3))).contains("\"number\":5");
        String third = chosenAt(ids.reversed().get(2));
        var held = client.get("/consents/me/history?at=" + third, token).body().get("choices");
        assertThat(held.get("newsletter").asString()).isEqualTo("granted");
        assertThat(held.get("research").asString()).isEqualTo("granted");

        /* Filed long ago, and still a repeat. */
        neighbours.publish(reply, 2);
        neighbours.publish(reply("promotional-email"), 3);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> newestOf("purpose").equals("promotional-email"));
        assertThat(receipt(newestOf("evidenceId"), token)).contains("\"number\":63");
    }

    private ChoiceTaken reply(String purpose) {
        return new ChoiceTaken(
                patient,
                purpose,
                Choice.DENIED,
                Channel.EMAIL_REPLY,
                null,
                null,
                null,
                now(),
                UUID.randomUUID().toString());
    }

    private String chosenAt(String evidenceId) throws Exception {
        String receipt = receipt(evidenceId, token);
        return receipt.replaceFirst("(?s).*\"at\":\"([^\"]*)\".*", "$1");
    }

    private static String digest(String receipt) throws Exception {
        return Base64.getEncoder()
                .encodeToString(
                        MessageDigest.getInstance("SHA-256")
                                .digest(receipt.getBytes(StandardCharsets.UTF_8)));
    }

    private int verify(String receipt, String vkey) throws Exception {
        Path file = Files.writeString(folder.resolve("receipt.txt"), receipt);
        var nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return Verify.run(List.of("receipt", file.toString(), "--key", vkey), nowhere, nowhere);
    }

    private String receipt(Answer answer) throws Exception {
        return receipt(answer.text("evidenceId"), token);
    }

    private String receipt(String evidenceId, String who) throws Exception {
        String whose = who.equals(token) ? "me" : patient.value();
        HttpResponse<String> answer = get("/consents/" + whose + "/receipts/" + evidenceId, who);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> get(String path, String who) throws Exception {
        return client.send(client.request(path, who).GET());
    }

    private JsonNode newest() throws Exception {
        return history(null).get(0);
    }

    private String newestOf(String field) {
        try {
            return newest().get(field).asString();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private JsonNode history(@Nullable String cursor) throws Exception {
        return page(cursor).get("items");
    }

    private JsonNode page(@Nullable String cursor) throws Exception {
        String path = "/consents/me/history" + (cursor == null ? "" : "?cursor=" + cursor);
        return client.get(path, token).body();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
