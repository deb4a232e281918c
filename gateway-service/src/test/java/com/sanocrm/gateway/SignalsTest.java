package com.sanocrm.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.contracts.Topic;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestTokens;
import com.sanocrm.platform.test.TopicReader;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What a browser says reaches the service at once, and consent-service when it changes. */
class SignalsTest extends RunningGateway {
    private final String account = TestTokens.newAccountId();
    private final String token = token(UUID.randomUUID().toString());

    @Test
    @Promise("P-18")
    void aSignedInPersonsSignalIsToldWhenItBeginsAndWhenItEnds() {
        request(token, "Sec-GPC", "1");
        request(token, "Sec-GPC", "1");
        request(token, "DNT", "0");
        request(token, "DNT", "1");

        List<ConsumerRecord<String, String>> told = told(3);

        assertThat(told.get(0).value()).contains("\"gpc\":true", "\"dnt\":false");
        assertThat(told.get(1).value()).contains("\"gpc\":false", "\"dnt\":false");
        assertThat(told.get(2).value()).contains("\"gpc\":false", "\"dnt\":true");
    }

    @Test
    @Promise("P-18")
    void theRequestItselfCarriesTheSignalToTheService() {
        request(token, "Sec-GPC", "1");

        assertThat(CONSENT.last().header("Sec-GPC")).isEqualTo("1");
    }

    @Test
    void eachSessionSpeaksForItselfAndNamesNobody() {
        String session = UUID.randomUUID().toString();
        request(token(session), "Sec-GPC", "1");
        request(token, "Sec-GPC", "1");

        List<ConsumerRecord<String, String>> told = told(2);

        assertThat(told).noneMatch(event -> event.value().contains(session));
        assertThat(told.get(0).value()).isNotEqualTo(told.get(1).value());
    }

    @Test
    void withoutASessionOrWithoutAGoodTokenNothingIsTold() {
        request(TestTokens.token(account, "patient"), "Sec-GPC", "1");
        request(TestTokens.forged(claims -> claims.claim("sid", "x")), "Sec-GPC", "1");
        request(token, "Sec-GPC", "1");

        assertThat(told(1)).hasSize(1);
    }

    private List<ConsumerRecord<String, String>> told(int count) {
        return TopicReader.await(
                Topic.BROWSER_SIGNALS.wireName(), count, event -> account.equals(event.key()));
    }

    private void request(String bearer, String header, String value) {
        send(
                to("/api/v1/consents/me")
                        .header("Authorization", "Bearer " + bearer)
                        .header(header, value));
    }

    private String token(String session) {
        return TestTokens.token(
                claims ->
                        claims.claim("account_id", account)
                                .claim("sid", session)
                                .claim("realm_access", Map.of("roles", List.of("patient"))));
    }
}
