package com.sanocrm.consent.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sanocrm.consent.Client;
import com.sanocrm.consent.ConsentServiceTest;
import com.sanocrm.consent.Neighbours;
import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.events.ExportOrdered;
import com.sanocrm.contracts.events.ExportPartSent;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PrivacyRequestId;
import com.sanocrm.platform.export.ExportKey;
import com.sanocrm.platform.export.PartContents;
import com.sanocrm.platform.export.PartPlace;
import com.sanocrm.platform.json.WireJson;
import com.sanocrm.platform.test.ExportedPart;
import com.sanocrm.platform.test.FhirR4;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** This service's part of an export. */
@ConsentServiceTest
class ExportTest {
    private final Client client;
    private final Neighbours neighbours;

    @Autowired
    ExportTest(Client client, Neighbours neighbours) {
        this.client = client;
        this.neighbours = neighbours;
    }

    @Test
    @Promise("P-29")
    void aPersonGetsEveryChoiceWithItsEvidenceInBothForms() throws Exception {
        String account = TestTokens.newAccountId();
        AccountId person = new AccountId(account);
        neighbours.account(
                person,
                null,
                Map.of("newsletter", Choice.GRANTED),
                Instant.parse("2026-11-22T10:00:00Z"),
                1);
        String token = TestTokens.token(account, "patient");
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                client.get("/consents/me", token)
                                        .body()
                                        .toString()
                                        .contains("granted"));
        client.put("/consents/me/newsletter", token, "{\"decision\": \"denied\"}");
        ExportKey key = ExportKey.generate();
        var request = new PrivacyRequestId(PrivacyRequestId.PREFIX + "_" + UUID.randomUUID());

        neighbours.publish(
                new ExportOrdered(
                        request,
                        person,
                        Set.of("consent-service", "messaging-service"),
                        key.publicKey(),
                        Instant.now().truncatedTo(ChronoUnit.MILLIS)),
                1);
        Map<String, String> files = given(key, request);

        JsonNode records = WireJson.mapper().readTree(files.get(PartContents.RECORDS));
        assertThat(records.path("choices").findValuesAsString("decision"))
                .containsExactly("denied", "granted");
        assertThat(records.path("policyAcceptances")).hasSize(1);
        var resources =
                Objects.requireNonNull(files.get(PartContents.RESOURCES))
                        .lines()
                        .map(line -> WireJson.mapper().readTree(line).path("resource"))
                        .toList();
        assertThat(resources)
                .extracting(one -> one.path("status").asString(""))
                .containsExactly("active", "inactive");
        assertThat(resources)
                .allSatisfy(one -> assertThat(FhirR4.errors(one.toString())).isEmpty());
    }

    private static Map<String, String> given(ExportKey key, PrivacyRequestId request) {
        return ExportedPart.await(
                request,
                bytes -> WireJson.mapper().readValue(bytes, ExportPartSent.class),
                piece -> key.open(PartPlace.of(piece), Base64.getDecoder().decode(piece.sealed())));
    }
}
