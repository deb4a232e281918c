package com.sanocrm.consent.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sanocrm.consent.Client;
import com.sanocrm.consent.ConsentServiceTest;
import com.sanocrm.consent.Neighbours;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ConsentServiceTest
@Promise("P-41")
class PolicyChangeTest {
    @Autowired private Client client;
    @Autowired private Neighbours neighbours;

    private final AccountId patient = new AccountId(TestTokens.newAccountId());
    private final String token = TestTokens.token(patient.value(), "patient");
    private final String compliance = TestTokens.token(TestTokens.newAccountId(), "compliance");

    @Test
    void theDifferenceBetweenTwoVersionsCanBeReadByEverybody() throws Exception {
        String before = publish(false, "We write seldom.");
        String after = publish(true, "We write never.");

        var answer = client.get("/policies/difference?from=" + before + "&to=" + after, null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("material").asBoolean()).isTrue();
        var changed = answer.body().get("difference").get("changed");
        assertThat(changed).hasSize(1);
        assertThat(changed.get(0).get("before").get("en").asString()).isEqualTo("We write seldom.");
        assertThat(changed.get(0).get("after").get("en").asString()).isEqualTo("We write never.");
        assertThat(status("/policies/difference?from=" + after + "&to=" + before)).isEqualTo(422);
        assertThat(status("/policies/difference?from=" + after + "&to=none")).isEqualTo(404);
        assertThat(status("/policies/difference?from=" + after)).isEqualTo(400);
    }

    @Test
    void theHomePageTellsOfAMaterialChangeAndOfWhatChangedSince() throws Exception {
        String before = publish(false, "As ever.");
        publish(true, "All new.");
        String latest = publish(false, "All new, spelt better.");

        var notice = client.get("/policies/notice", null);

        assertThat(notice.status()).isEqualTo(200);
        assertThat(notice.text("from")).isEqualTo(before);
        assertThat(notice.text("version")).isEqualTo(latest);
        assertThat(notice.text("en")).contains("2026-11-23");
        assertThat(notice.text("ar")).containsPattern("\\p{InArabic}");
        String difference = notice.text("difference").substring("/api/v1".length());
        assertThat(client.get(difference, null).body().get("material").asBoolean()).isTrue();
    }

    @Test
    void whoRegisteredUnderAnEarlierVersionIsAskedAgainOnceAndTheAcceptanceIsKept()
            throws Exception {
        Instant byAClockAhead = Instant.now().plusSeconds(3_600).truncatedTo(ChronoUnit.MILLIS);
        neighbours.account(patient, null, Map.of(), byAClockAhead, 1);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> client.get("/policies/acceptance", token).body().has("accepted"));
        String version = publish(true, "Everything is different.");

        var asked = client.get("/policies/acceptance", token).body();
        var accepted = client.post("/policies/" + version + "/acceptance", token, "");
        var again = client.post("/policies/" + version + "/acceptance", token, "");
        var after = client.get("/policies/acceptance", token).body();

        assertThat(asked.get("required").asBoolean()).isTrue();
        assertThat(asked.get("accepted").get("channel").asString()).isEqualTo("registration-form");
        assertThat(accepted.status()).isEqualTo(201);
        assertThat(again.text("acceptedAt")).isEqualTo(accepted.text("acceptedAt"));
        assertThat(after.get("required").asBoolean()).isFalse();
        assertThat(after.get("accepted").get("policyVersion").asString()).isEqualTo(version);

        publish(false, "Everything is different!");
        assertThat(client.get("/policies/acceptance", token).body().get("required").asBoolean())
                .as("for a change that is not material nobody is asked")
                .isFalse();
    }

    @Test
    void onlyTheVersionInForceCanBeAccepted() throws Exception {
        String old = publish(false, "Old.");
        publish(false, "New.");

        var refused = client.post("/policies/" + old + "/acceptance", token, "");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("type")).isEqualTo("/problems/policy-not-current");
        assertThat(client.post("/policies/none/acceptance", token, "").status()).isEqualTo(404);
        assertThat(client.post("/policies/" + old + "/acceptance", null, "").status())
                .isEqualTo(401);
    }

    @Test
    void ofVersionsPublishedAtOnceEachFollowsAnotherAndTheRestIsRefused() throws Exception {
        String before = client.get("/policies/current", null).text("version");
        List<Callable<Integer>> publications = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            publications.add(
                    () ->
                            client.post(
                                            "/policies",
                                            compliance,
                                            proposal(newVersion(), false, "Race.", before))
                                    .status());
        }

        var statuses = new ArrayList<Integer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var publication : threads.invokeAll(publications)) {
                statuses.add(publication.get());
            }
        }

        assertThat(statuses).containsOnlyOnce(201).allMatch(List.of(201, 409, 422)::contains);
        assertThat(client.get("/policies/current", null).text("follows")).isEqualTo(before);
    }

    private int status(String path) throws Exception {
        return client.get(path, null).status();
    }

    private String publish(boolean material, String text) throws Exception {
        String version = newVersion();
        var answer = client.post("/policies", compliance, proposal(version, material, text, null));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return version;
    }

    private static String newVersion() {
        return "p-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static String proposal(
            String version, boolean material, String text, @Nullable String follows) {
        return """
        {"version": "%s", "lastRevised": "2026-11-23", "material": %s, %s
         "sentences": [{"id": "dated", "promises": ["P-42"], "en": "%s", "ar": "نص."}]}
        """
                .formatted(
                        version,
                        material,
                        follows == null ? "" : "\"follows\": \"" + follows + "\",",
                        text);
    }
}
