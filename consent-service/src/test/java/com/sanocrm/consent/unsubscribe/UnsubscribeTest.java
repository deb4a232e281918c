package com.sanocrm.consent.unsubscribe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.consent.Client;
import com.sanocrm.consent.ConsentServiceTest;
import com.sanocrm.consent.Neighbours;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.crypto.Keysets;
import com.sanocrm.platform.crypto.LinkTokens;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestTokens;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ConsentServiceTest
class UnsubscribeTest {
    private static final String ONE_CLICK = "List-Unsubscribe=One-Click";

    @Autowired private Client client;
    @Autowired private Keysets keysets;
    @Autowired private Neighbours neighbours;

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
    void whoHasNoAccountGetsTheSameAnswer() throws Exception {
        String nobodys =
                new LinkTokens(keysets.aead("unsubscribe"), "unsubscribe")
                        .issue(TestTokens.newAccountId() + " newsletter");

        var theirs = post(nobodys, ONE_CLICK);
        var ours = post(token("newsletter"), ONE_CLICK);

        assertThat(theirs.statusCode()).isEqualTo(ours.statusCode());
        assertThat(theirs.body()).isEqualTo(ours.body());
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
