package com.sanocrm.consent.unsubscribe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sanocrm.consent.Client;
import com.sanocrm.consent.ConsentServiceTest;
import com.sanocrm.consent.Neighbours;
import com.sanocrm.consent.choice.PersonConsents;
import com.sanocrm.contracts.events.AccountChanged;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.mongodb.Soak;
import com.sanocrm.platform.crypto.Keysets;
import com.sanocrm.platform.crypto.LinkTokens;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestTokens;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ConsentServiceTest
class UnsubscribeTest {
    private static final String ONE_CLICK = "List-Unsubscribe=One-Click";

    @Autowired private Client client;
    @Autowired private Keysets keysets;
    @Autowired private Neighbours neighbours;
    @Autowired private PersonConsents people;

    private final AccountId patient = new AccountId(TestTokens.newAccountId());
    private final String session = TestTokens.token(patient.value(), "patient");

    @BeforeEach
    void aPatientWhoGetsTheNewsletter() throws Exception {
        neighbours.enforcing(Neighbours.ALL);
        client.put("/consents/me/newsletter", session, "{\"decision\": \"granted\"}");
    }

    @Test
    @Promise("P-25")
    void openingTheLinkChangesNothing() throws Exception {
        String path = "/unsubscribe/" + token("newsletter");

        var page = client.send(client.request(path, null).GET());
        var head = client.send(client.request(path, null).HEAD());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(page.body())
                .contains("<form method=\"post\">")
                .doesNotContain("<script")
                .doesNotContainPattern("\\{[a-z]+\\}");
        assertThat(newest()).isEqualTo("granted");
    }

    @Test
    @Promise("P-25")
    void onePostOfAMailProgramIsEnough() throws Exception {
        HttpResponse<String> answer = post(token("newsletter"), ONE_CLICK);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("You are unsubscribed");
        assertThat(newest()).isEqualTo("denied");
        assertThat(channel()).isEqualTo("unsubscribe-link");
    }

    @Test
    @Promise("P-25")
    void aMultipartFormIsAsGood() throws Exception {
        String form =
                "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n";

        var answer =
                client.send(
                        client.request("/unsubscribe/" + token("newsletter"), null)
                                .header("Content-Type", "multipart/form-data; boundary=b")
                                .POST(BodyPublishers.ofString(form)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(newest()).isEqualTo("denied");
    }

    @Test
    @Promise("P-25")
    void aForgedCutOrForeignTokenIsNotFound() throws Exception {
        String good = token("newsletter");
        char last = good.charAt(good.length() - 2) == 'A' ? 'B' : 'A';
        String altered =
                good.substring(0, good.length() - 2) + last + good.substring(good.length() - 1);
        String otherUse =
                new LinkTokens(keysets.aead("unsubscribe"), "other").issue(patient + " newsletter");

        for (String token :
                new String[] {
                    altered, good.substring(3), otherUse, "x", token("care-communication")
                }) {
            assertThat(post(token, ONE_CLICK).statusCode()).as(token).isEqualTo(404);
            assertThat(
                            client.send(client.request("/unsubscribe/" + token, null).GET())
                                    .statusCode())
                    .isEqualTo(404);
        }
        assertThat(newest()).isEqualTo("granted");
    }

    @Test
    @Promise("P-25")
    void noneOfManyMutatedTokensIsAccepted() throws Exception {
        String good = token("newsletter");
        long seed = Soak.seed();
        var random = new Random(seed);
        for (int i = 0; i < Soak.count(200, 10_000); i++) {
            String mutated = mutated(good, random);
            if (!mutated.equals(good)) {
                assertThat(post(mutated, ONE_CLICK).statusCode())
                        .as("%s, SANO_SEED=%s", mutated, seed)
                        .isEqualTo(404);
            }
        }
        assertThat(newest()).isEqualTo("granted");
    }

    private static String mutated(String token, Random random) {
        var mutated = new StringBuilder(token);
        mutated.setCharAt(
                random.nextInt(token.length()),
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
                        .charAt(random.nextInt(64)));
        return random.nextInt(4) == 0
                ? mutated.substring(random.nextInt(token.length()))
                : mutated.toString();
    }

    @Test
    @Promise("P-25")
    void aTokenIsGoodForItsPurposeOnlyAndForEver() throws Exception {
        neighbours.enforcing(Neighbours.ALL);
        client.put("/consents/me/research", session, "{\"decision\": \"granted\"}");
        String token = token("newsletter");

        assertThat(post(token, ONE_CLICK + "&purpose=research").statusCode()).isEqualTo(200);
        assertThat(post(token, ONE_CLICK).statusCode()).isEqualTo(200);

        assertThat(held("research")).isEqualTo("granted");
        assertThat(held("newsletter")).isEqualTo("denied");
        client.put("/consents/me/newsletter", session, "{\"decision\": \"granted\"}");
        assertThat(post(token, ONE_CLICK).statusCode()).isEqualTo(200);
        assertThat(held("newsletter")).isEqualTo("denied");
    }

    @Test
    @Promise("P-25")
    void theAnswerIsOneThatAMailProgramTakes() throws Exception {
        var answer = post(token("newsletter"), ONE_CLICK);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().map()).doesNotContainKeys("set-cookie", "location");
        for (String method : new String[] {"PUT", "DELETE", "PATCH"}) {
            assertThat(
                            client.send(
                                            client.request(
                                                            "/unsubscribe/" + token("newsletter"),
                                                            null)
                                                    .method(method, BodyPublishers.noBody()))
                                    .statusCode())
                    .isEqualTo(405);
        }
    }

    @Test
    @Promise("P-25")
    void whoHasNoAccountGetsTheSameAnswer() throws Exception {
        String nobody = TestTokens.newAccountId();
        String nobodys =
                new LinkTokens(keysets.aead("unsubscribe"), "unsubscribe")
                        .issue(nobody + " newsletter");

        var theirs = post(nobodys, ONE_CLICK);
        var ours = post(token("newsletter"), ONE_CLICK);

        assertThat(theirs.statusCode()).isEqualTo(ours.statusCode());
        assertThat(theirs.body()).isEqualTo(ours.body());
        assertThat(
                        client.get("/consents/me/history", TestTokens.token(nobody, "patient"))
                                .body()
                                .get("items")
                                .get(0)
                                .get("decision")
                                .asString())
                .isEqualTo("denied");
    }

    @Test
    @Promise("P-25")
    void whoseAccountIsClosedGetsTheSameAnswer() throws Exception {
        var ours = post(token("newsletter"), ONE_CLICK);
        neighbours.account(patient, AccountChanged.Status.CLOSED, "AE", Map.of());
        await().until(
                        () ->
                                people.find(patient)
                                        .filter(one -> one.status() == AccountChanged.Status.CLOSED)
                                        .isPresent());

        var closed = post(token("newsletter"), ONE_CLICK);

        assertThat(closed.statusCode()).isEqualTo(ours.statusCode());
        assertThat(closed.body()).isEqualTo(ours.body());
    }

    @Test
    void anythingButTheOneClickFormIsRefused() throws Exception {
        assertThat(post(token("newsletter"), "a=b").statusCode()).isEqualTo(422);
        assertThat(client.post("/unsubscribe/" + token("newsletter"), null, "{}").status())
                .isEqualTo(415);
        assertThat(newest()).isEqualTo("granted");
    }

    @Test
    void thePageSpeaksTheReadersLanguage() throws Exception {
        var page =
                client.send(
                        client.request("/unsubscribe/" + token("newsletter"), null)
                                .header("Accept-Language", "ar-AE, en;q=0.5")
                                .GET());

        assertThat(page.body()).contains("lang=\"ar\" dir=\"rtl\"", "إلغاء الاشتراك");
    }

    private HttpResponse<String> post(String token, String form) throws Exception {
        return client.send(
                client.request("/unsubscribe/" + token, null)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)));
    }

    private String token(String purpose) {
        return new LinkTokens(keysets.aead("unsubscribe"), "unsubscribe")
                .issue(patient + " " + purpose);
    }

    private String newest() throws Exception {
        return history("decision");
    }

    private String held(String purpose) throws Exception {
        return client.get("/consents/me", session)
                .body()
                .get("items")
                .valueStream()
                .filter(one -> one.get("purpose").asString().equals(purpose))
                .findFirst()
                .orElseThrow()
                .get("decision")
                .asString();
    }

    private String channel() throws Exception {
        return history("channel");
    }

    private String history(String field) throws Exception {
        return client.get("/consents/me/history", session)
                .body()
                .get("items")
                .get(0)
                .get(field)
                .asString();
    }
}
