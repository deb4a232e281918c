package com.sanocrm.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestTokens;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
        properties = {
            "sano.gateway.limits.account.burst=5",
            "sano.gateway.limits.account.per-minute=1",
            "sano.gateway.limits.guarded.burst=3",
            "sano.gateway.limits.guarded.per-minute=1"
        })
@DirtiesContext
class LimitsTest extends RunningGateway {

    private HttpResponse<String> as(String token) {
        return send(to("/api/v1/consents/me").header("Authorization", "Bearer " + token));
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).contains("/problems/too-many-requests");
        assertThat(Integer.parseInt(header(answer, "Retry-After"))).isBetween(1, 60);
    }

    @Test
    void oneAccountsLimitIsNotAnothers() {
        String eager = TestTokens.token(TestTokens.newAccountId(), "patient");
        for (int i = 0; i < 5; i++) {
            assertThat(as(eager).statusCode()).isEqualTo(200);
        }

        assertRefused(as(eager));

        assertThat(as(TestTokens.token(TestTokens.newAccountId(), "patient")).statusCode())
                .isEqualTo(200);
        assertThat(CONSENT.seen()).hasSize(6);
    }

    @Test
    void registrationsAndSecretsHaveASmallerLimit() {
        HttpRequest.Builder registration =
                to("/api/v1/registrations").POST(BodyPublishers.ofString("{}"));
        for (int i = 0; i < 3; i++) {
            assertThat(send(registration).statusCode()).isEqualTo(200);
        }

        assertRefused(send(registration));

        assertThat(get("/api/v1/purposes").statusCode()).isEqualTo(200);
        assertRefused(
                send(to("/api/v1/newsletter/confirmations/guess").POST(BodyPublishers.noBody())));
    }

    @Test
    @Promise("P-25")
    void aMailProviderMayUnsubscribeManyPeopleFromOneAddress() {
        HttpRequest.Builder click =
                to("/api/v1/unsubscribe/token")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("List-Unsubscribe=One-Click"));
        for (int i = 0; i < 50; i++) {
            assertThat(send(click).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whoSendsBadTokensLocksNobodyOut() {
        for (int i = 0; i < 200; i++) {
            assertThat(as("guess" + i).statusCode()).isEqualTo(401);
        }

        assertThat(as(TestTokens.token(TestTokens.newAccountId(), "patient")).statusCode())
                .isEqualTo(200);
    }
}
