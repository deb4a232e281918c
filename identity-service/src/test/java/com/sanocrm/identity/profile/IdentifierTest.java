package com.sanocrm.identity.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.contracts.Topic;
import com.sanocrm.identity.Clients;
import com.sanocrm.identity.IdentityTest;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestKeycloak;
import com.sanocrm.platform.test.TestTokens;
import com.sanocrm.platform.test.TopicReader;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The social security number in full. */
@IdentityTest
@Promise("P-12")
class IdentifierTest {
    private static final String NUMBER = "123-45-6789";
    private static final String PATH = "/accounts/me/social-security-number";

    private final Clients clients;

    @Autowired
    IdentifierTest(Clients clients) {
        this.clients = clients;
    }

    @BeforeEach
    void consentServicePublishedThePolicy() {
        clients.publishPolicy();
    }

    private HttpResponse<String> asked(String account, @Nullable String acr, long secondsAgo) {
        String token =
                TestTokens.token(
                        claims -> {
                            claims.claim("account_id", account);
                            claims.claim("realm_access", Map.of("roles", List.of("patient")));
                            claims.claim("acr", acr);
                            claims.claim(
                                    "auth_time",
                                    Instant.now().minusSeconds(secondsAgo).getEpochSecond());
                        });
        return clients.exchange(
                clients.request(PATH).header("Authorization", "Bearer " + token).build());
    }

    @Test
    void itsOwnerSeesItAfterAFreshLogInAndEveryViewIsRecorded() {
        String account = clients.newPatient();

        HttpResponse<String> shown = asked(account, "1", 10);
        asked(account, "1", 10);

        assertThat(shown.statusCode()).as(shown.body()).isEqualTo(200);
        assertThat(shown.body()).contains(NUMBER);
        assertThat(shown.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(
                        TopicReader.await(
                                Topic.Name.AUDIT_EVENTS,
                                2,
                                one ->
                                        one.value().contains("account.view-identifier")
                                                && one.value().contains(account)))
                .hasSize(2)
                .noneMatch(one -> one.value().contains(NUMBER));
    }

    @Test
    void whoDidNotJustLogInIsAskedTo() {
        String account = clients.newPatient();

        assertChallenged(asked(account, "1", 301));
        assertChallenged(asked(account, "0", 10));
        assertChallenged(asked(account, null, 10));
        assertChallenged(asked(account, "urn:foreign", 10));
        String withoutTime = TestTokens.token(account, "patient");
        assertThat(clients.get(PATH, withoutTime).status()).isEqualTo(401);
    }

    private static void assertChallenged(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                .startsWith("Bearer error=\"insufficient_user_authentication\", ")
                .contains("acr_values=\"1\"", "max_age=\"300\"")
                .doesNotContain("\n");
        assertThat(answer.body()).contains("/problems/step-up-required").doesNotContain(NUMBER);
    }

    @Test
    void nobodyElseSeesMoreThanThatThereIsOne() {
        String account = clients.newPatient();
        String support = TestTokens.token(TestTokens.newAccountId(), "support");

        assertThat(clients.get("/accounts/" + account, support).body().toString())
                .contains("***-**-****")
                .doesNotContain("6789");
        assertThat(asked(TestTokens.newAccountId(), "1", 10).statusCode()).isEqualTo(404);
    }

    /** Else nobody could ever answer the challenge. When it was, only a log-in by a page says. */
    @Test
    void aLogInAtKeycloakSaysHow() throws Exception {
        String email = Clients.newEmail();
        clients.post("/registrations", null, clients.form(email));

        var claims = clients.claims(TestKeycloak.logIn(email, Clients.PASSWORD));

        assertThat(claims.getStringClaim("acr")).isEqualTo("1");
    }
}
