package com.sanocrm.consent.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.consent.Client;
import com.sanocrm.consent.ConsentServiceTest;
import com.sanocrm.contracts.Topic;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestTokens;
import com.sanocrm.platform.test.TopicReader;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ConsentServiceTest
class PolicyTest {
    @Autowired private Client client;

    @Test
    @Promise("P-42")
    void theDateOfTheLastRevisionStandsOnThePolicy() throws Exception {
        var policy = client.get("/policies/current", null);

        assertThat(policy.status()).isEqualTo(200);
        assertThat(policy.text("lastRevised")).matches("\\d{4}-\\d{2}-\\d{2}");
        assertThat(policy.body().get("sentences").get(0).get("promises").get(0).asString())
                .startsWith("P-");
    }

    @Test
    void theCatalogueSaysWhatHoldsWithoutAChoice() throws Exception {
        var items = client.get("/purposes", null).body().get("items");

        assertThat(items).hasSize(9);
        assertThat(items.get(0).get("purpose").asString()).isEqualTo("care-communication");
        assertThat(items.get(0).get("essential").asBoolean()).isTrue();
        assertThat(items.get(2).get("withoutChoice").asString()).isEqualTo("granted");
    }

    @Test
    @Promise("P-41")
    void aNewVersionIsPublishedToTheOtherServicesAndTheEarlierOneStaysReadable() throws Exception {
        String version = "t-" + UUID.randomUUID().toString().substring(0, 8);
        String token = TestTokens.token(TestTokens.newAccountId(), "compliance");

        var published = client.post("/policies", token, proposal(version, "First."));

        assertThat(published.status()).as(published.body().toString()).isEqualTo(201);
        assertThat(client.get("/policies/current", null).text("version")).isEqualTo(version);
        TopicReader.await(
                Topic.CONSENT_POLICIES.wireName(), 1, event -> version.equals(event.key()));
        assertThat(client.get("/policies", null).body().get("items"))
                .extracting(one -> one.get("version").asString())
                .contains(version, "2026-11-23");
        assertThat(client.post("/policies", token, proposal(version, "First.")).status())
                .isEqualTo(201);
        assertThat(client.post("/policies", token, proposal(version, "Other.")).status())
                .isEqualTo(409);
    }

    @Test
    void onlyComplianceMayPublishAndOnlyWhatNamesKnownPromises() throws Exception {
        String patient = TestTokens.token(TestTokens.newAccountId(), "patient");
        String compliance = TestTokens.token(TestTokens.newAccountId(), "compliance");

        assertThat(client.post("/policies", patient, proposal("x", "Text.")).status())
                .isEqualTo(403);
        assertThat(
                        client.post(
                                        "/policies",
                                        compliance,
                                        proposal("x", "Text.").replace("P-42", "P-99"))
                                .status())
                .isEqualTo(422);
        assertThat(
                        client.post(
                                        "/policies",
                                        compliance,
                                        proposal("x", "Text.").replace("2026-11-23", "2020-01-01"))
                                .status())
                .isEqualTo(422);
    }

    private static String proposal(String version, String text) {
        return """
        {"version": "%s", "lastRevised": "2026-11-23", "material": false,
         "sentences": [{"id": "dated", "promises": ["P-42"], "en": "%s", "ar": "نص."}]}
        """
                .formatted(version, text);
    }
}
