package com.sanocrm.messaging.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sanocrm.contracts.events.AccountChanged;
import com.sanocrm.contracts.events.ExportOrdered;
import com.sanocrm.contracts.events.ExportPartSent;
import com.sanocrm.contracts.events.NewsletterSubscriptionChanged.Status;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PrivacyRequestId;
import com.sanocrm.messaging.MessagingIntegration;
import com.sanocrm.messaging.Neighbours;
import com.sanocrm.messaging.Talk;
import com.sanocrm.messaging.people.Subscribing;
import com.sanocrm.mongodb.Soak;
import com.sanocrm.platform.export.ExportKey;
import com.sanocrm.platform.export.PartContents;
import com.sanocrm.platform.export.PartPlace;
import com.sanocrm.platform.json.WireJson;
import com.sanocrm.platform.test.ExportedPart;
import com.sanocrm.platform.test.FhirR4;
import com.sanocrm.platform.test.Promise;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** This service's part of an export. */
@MessagingIntegration
class ExportIntegrationTest {
    @LocalServerPort private int port;
    @Autowired private Subscribing subscribing;

    @Test
    @Promise("P-29")
    void aPersonGetsTheirMessagesInBothFormsAndNobodyElses() {
        Talk talk = Talk.open(port);
        talk.say(talk.patient(), "My knee hurts");
        talk.say(talk.clinician(), "Since when?");
        Talk other = Talk.open(port);
        other.say(other.patient(), "Zubair-Canary");
        ExportKey key = ExportKey.generate();

        Map<String, String> files = given(key, order(talk.care().patient(), key));

        JsonNode records = WireJson.mapper().readTree(files.get(PartContents.RECORDS));
        assertThat(records.path("conversations").path(0).path("subject").asString(""))
                .isEqualTo(Talk.SUBJECT);
        assertThat(records.path("messages").findValuesAsString("body"))
                .containsExactly("My knee hurts", "Since when?");
        List<String> resources =
                Objects.requireNonNull(files.get(PartContents.RESOURCES)).lines().toList();
        assertThat(resources).hasSize(2);
        for (String line : resources) {
            JsonNode resource = WireJson.mapper().readTree(line).path("resource");
            assertThat(FhirR4.errors(resource.toString())).isEmpty();
        }
        assertThat(FhirR4.errors("{\"resourceType\":\"Communication\",\"sent\":\"noon\"}"))
                .isNotEmpty();
        assertThat(files.get(PartContents.CONTENTS)).contains("\"Communication\":2");
        assertThat(files.values())
                .noneMatch(text -> text.contains("Zubair-Canary") || text.contains(other.id()));
    }

    @Test
    @Promise("P-29")
    void theNewsletterThatAPersonAskedForAsAVisitorIsIncludedAndNobodyElses() {
        Talk talk = Talk.open(port);
        AccountId person = talk.care().patient();
        String address = "Visitor." + UUID.randomUUID() + "@example.com";
        Neighbours.contactPoint(person, address, "en");
        AccountId confirmed = subscriber(Status.CONFIRMED, address.toLowerCase(Locale.ROOT));
        AccountId other = subscriber(Status.CONFIRMED, UUID.randomUUID() + "@example.com");
        await().until(() -> subscribing.alsoKnownAs(person).contains(confirmed));
        ExportKey key = ExportKey.generate();

        Map<String, String> files = given(key, order(person, key));

        JsonNode all =
                WireJson.mapper()
                        .readTree(files.get(PartContents.RECORDS))
                        .path("newsletterSubscriptions");
        assertThat(all).hasSize(1);
        assertThat(all.path(0).path("subscriberId").asString("")).isEqualTo(confirmed.value());
        assertThat(all.path(0).path("status").asString("")).isEqualTo("confirmed");
        assertThat(files.values()).noneMatch(text -> text.contains(other.value()));
    }

    @Test
    @Promise({"P-29", "P-05"})
    void whoHasNotShownThatTheMailboxIsTheirsGetsNoSubscriptionOfIt() {
        AccountId claimant = Neighbours.newAccount();
        String address = "victim." + UUID.randomUUID() + "@example.com";
        Neighbours.account(
                claimant, AccountChanged.Status.PENDING, AccountChanged.Role.PATIENT, null);
        Neighbours.contactPoint(claimant, address, "en");
        AccountId victim = subscriber(Status.CONFIRMED, address);
        await().until(() -> subscribing.alsoKnownAs(claimant).contains(victim));
        ExportKey key = ExportKey.generate();

        Map<String, String> files = given(key, order(claimant, key));

        assertThat(files.values()).noneMatch(text -> text.contains(victim.value()));
    }

    private static AccountId subscriber(Status status, String address) {
        AccountId subscriber = Neighbours.newAccount();
        Neighbours.subscription(
                subscriber, status, address, "en", Instant.now().truncatedTo(ChronoUnit.MILLIS));
        return subscriber;
    }

    /** Many pieces: 10,000 messages under SANO_SOAK. */
    @Test
    @Promise("P-29")
    void manyMessagesComeInPiecesThatFitTheTopicAndShowNothing() {
        Talk talk = Talk.open(port);
        String sentence = "It hurts here. ";
        int count = Soak.count(30, 10_000);
        for (int number = 0; number < count; number++) {
            talk.say(talk.patient(), number + sentence + noise());
        }
        ExportKey key = ExportKey.generate();
        PrivacyRequestId request = order(talk.care().patient(), key);

        JsonNode records =
                WireJson.mapper().readTree(given(key, request).get(PartContents.RECORDS));
        assertThat(records.path("messages")).hasSize(count);
        List<ExportPartSent> pieces =
                ExportedPart.pieces(
                        request, bytes -> WireJson.mapper().readValue(bytes, ExportPartSent.class));
        assertThat(pieces).hasSizeGreaterThan(1);
        assertThat(pieces)
                .allSatisfy(
                        piece -> {
                            assertThat(piece.sealed()).hasSizeLessThan(128 * 1024);
                            assertThat(
                                            new String(
                                                    Base64.getDecoder().decode(piece.sealed()),
                                                    java.nio.charset.StandardCharsets.ISO_8859_1))
                                    .doesNotContain("It hurts", "records.json");
                        });
    }

    /* What a ZIP does not make smaller. */
    private static String noise() {
        var text = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            text.append(UUID.randomUUID());
        }
        return text.toString();
    }

    private static PrivacyRequestId order(AccountId person, ExportKey key) {
        var request = new PrivacyRequestId(PrivacyRequestId.PREFIX + "_" + UUID.randomUUID());
        Neighbours.publish(
                new ExportOrdered(
                        request,
                        person,
                        Set.of("messaging-service"),
                        key.publicKey(),
                        Instant.now().truncatedTo(ChronoUnit.MILLIS)));
        return request;
    }

    private static Map<String, String> given(ExportKey key, PrivacyRequestId request) {
        return ExportedPart.await(
                request,
                bytes -> WireJson.mapper().readValue(bytes, ExportPartSent.class),
                piece -> key.open(PartPlace.of(piece), Base64.getDecoder().decode(piece.sealed())));
    }
}
