package com.sanocrm.identity.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.ConsentChanged;
import com.sanocrm.contracts.events.ConversationOpened.Category;
import com.sanocrm.contracts.events.Event;
import com.sanocrm.contracts.events.MessageSent;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ConversationId;
import com.sanocrm.contracts.id.MessageId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.identity.Clients;
import com.sanocrm.identity.Clients.Answer;
import com.sanocrm.identity.IdentityTest;
import com.sanocrm.platform.crypto.Sensitive;
import com.sanocrm.platform.dispatch.Delivery;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestTokens;
import com.sanocrm.platform.test.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What partners' systems are told, by real HTTP to a receiver of the test. */
@IdentityTest
class WebhookTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> ALL =
            Arrays.stream(HeardEvent.values()).map(HeardEvent::wireName).toList();

    private final Clients clients;
    private final WebhookDeliveries deliveries;
    private final Listeners listeners;
    private final MongoDatabase store;
    private final JsonMapper json;
    private final Receiver receiver = new Receiver();

    @Autowired
    WebhookTest(
            Clients clients,
            WebhookDeliveries deliveries,
            Listeners listeners,
            MongoDatabase store,
            JsonMapper json) {
        this.clients = clients;
        this.deliveries = deliveries;
        this.listeners = listeners;
        this.store = store;
        this.json = json;
    }

    @BeforeEach
    void consentServicePublishedThePolicy() {
        clients.publishPolicy();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    private record Hook(String partner, String admin, String path, String secret) {}

    private Hook hook(String url, List<String> events) {
        String partner = clients.openPartner().text("partnerId");
        return hook(partner, url, events);
    }

    private Hook hook(String partner, String url, List<String> events) {
        String admin = Clients.admin(partner);
        Answer made =
                clients.post(
                        "/partners/" + partner + "/webhooks",
                        admin,
                        clients.object(Map.of("url", url, "events", events)));
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        return new Hook(
                partner,
                admin,
                "/partners/"
                        + partner
                        + "/webhooks/"
                        + made.body().path("webhook").path("webhookId").asString(""),
                made.text("secret"));
    }

    /** A patient of the partner, whose account came through it. */
    private String patientOf(Hook hook) {
        Answer registered =
                clients.post(
                        "/partners/" + hook.partner() + "/registrations",
                        hook.admin(),
                        clients.form(Clients.newEmail()));
        assertThat(registered.status()).as(registered.body().toString()).isEqualTo(201);
        return registered.text("accountId");
    }

    private List<JsonNode> told(String type) {
        return receiver.got().stream()
                .map(got -> json.readTree(got.body()))
                .filter(body -> body.path("type").asString("").equals(type))
                .toList();
    }

    private JsonNode awaitTold(String type) {
        await().atMost(PATIENCE).until(() -> !told(type).isEmpty());
        return told(type).getFirst();
    }

    private void happens(Event event) {
        clients.publish(event);
    }

    private static MessageSent message(String partner, String patient) {
        AccountId person = new AccountId(patient);
        return new MessageSent(
                new MessageId("msg_" + UUID.randomUUID()),
                new ConversationId("cnv_" + UUID.randomUUID()),
                new PartnerId(partner),
                person,
                person,
                Set.of(person),
                Category.RESULTS,
                120,
                0,
                now());
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    @Test
    @Promise({"P-11", "P-05", "P-13"})
    void aPartnerHearsOfItsOwnByIdsAloneAndSigned() {
        try (var foreign = new Receiver()) {
            var other = hook(foreign.url(), ALL);
            Hook hook = hook(receiver.url(), ALL);

            String patient = patientOf(hook);
            happens(message(hook.partner(), patient));
            happens(
                    new ConsentChanged(
                            new AccountId(patient),
                            7,
                            Map.of("newsletter", Choice.DENIED),
                            Clients.POLICY,
                            now()));

            assertThat(awaitTold("account.changed").path("data").path("accountId").asString(""))
                    .isEqualTo(patient);
            assertThat(awaitTold("care_relationship.changed").path("data").propertyNames())
                    .contains("relationshipId", "patientId", "clinicianIds", "status", "since");
            assertThat(awaitTold("message.sent").path("data").propertyNames())
                    .containsExactlyInAnyOrder(
                            "messageId", "conversationId", "patientId", "senderId", "sentAt");
            assertThat(awaitTold("consent.changed").path("data").propertyNames())
                    .containsExactlyInAnyOrder("accountId", "version", "changedAt");
            for (var got : receiver.got()) {
                assertThat(got.body())
                        .doesNotContainIgnoringCase("canary")
                        .doesNotContain("1984", "@example", "results", "newsletter");
                assertThat(got.signature())
                        .isEqualTo(
                                Signature.of(
                                        got.id(),
                                        Instant.ofEpochSecond(Long.parseLong(got.timestamp())),
                                        got.body(),
                                        List.of(new Sensitive(hook.secret()))));
            }
            assertThat(foreign.got()).isEmpty();
            assertThat(other.secret()).isNotEqualTo(hook.secret());
            assertThat(
                            TopicReader.await(
                                    Topic.Name.AUDIT_EVENTS,
                                    4,
                                    event ->
                                            event.value().contains("webhook.deliver")
                                                    && event.value().contains(patient)))
                    .allMatch(event -> event.value().contains(hook.partner()));
        }
    }

    @Test
    @Promise("P-11")
    void whatIsNotTakenIsTriedAgainUnderTheSameIdThenDeadThenReplayed() {
        receiver.answers(503);
        Hook hook = hook(receiver.url(), List.of("account.changed"));

        patientOf(hook);

        String dead = hook.path() + "/deliveries?status=dead";
        await().atMost(PATIENCE)
                .until(() -> !clients.get(dead, hook.admin()).body().path("items").isEmpty());
        JsonNode delivery = clients.get(dead, hook.admin()).body().path("items").path(0);
        String id = delivery.path("deliveryId").asString("");
        assertThat(delivery.path("attempts").size()).isEqualTo(3);
        assertThat(delivery.path("attempts").path(0).path("status").asInt()).isEqualTo(503);
        assertThat(receiver.got().stream().filter(got -> got.id().equals(id))).hasSize(3);

        receiver.answers(200);
        Answer replay =
                clients.post(
                        hook.path() + "/deliveries/" + id + "/replay",
                        hook.admin(),
                        clients.object(Map.of()));

        assertThat(replay.status()).as(replay.body().toString()).isEqualTo(200);
        await().atMost(PATIENCE)
                .until(
                        () ->
                                clients.get(hook.path() + "/deliveries", hook.admin())
                                        .body()
                                        .path("items")
                                        .valueStream()
                                        .anyMatch(
                                                one ->
                                                        one.path("deliveryId")
                                                                        .asString("")
                                                                        .equals(id)
                                                                && one.path("status")
                                                                        .asString("")
                                                                        .equals("delivered")));
        assertThat(receiver.got().stream().filter(got -> got.id().equals(id))).hasSize(4);
    }

    private JsonNode webhook(Hook hook) {
        return clients.get(hook.path(), hook.admin()).body();
    }

    private List<JsonNode> deliveries(Hook hook) {
        return clients.get(hook.path() + "/deliveries", hook.admin())
                .body()
                .path("items")
                .valueStream()
                .toList();
    }

    private static Instant at(JsonNode attempt, String name) {
        return Instant.parse(attempt.path(name).asString(""));
    }

    @Test
    @Promise("P-11")
    void aReceiverThatIsGoneIsToldNothingUntilThePartnerWhoSeesItSaysOtherwise() {
        receiver.answers(410);
        Hook hook = hook(receiver.url(), List.of("message.sent"));
        String patient = patientOf(hook);
        happens(message(hook.partner(), patient));
        await().atMost(PATIENCE)
                .until(() -> webhook(hook).path("status").asString("").equals("disabled"));
        receiver.answers(204);

        assertThat(at(webhook(hook), "disabledAt")).isBeforeOrEqualTo(Instant.now());
        assertThat(deliveries(hook))
                .singleElement()
                .satisfies(one -> assertThat(one.path("status").asString("")).isEqualTo("dead"));
        var unheard = message(hook.partner(), patient);
        assertThat(listeners.hasAny(HeardEvent.MESSAGE_SENT, tenant(hook), Instant.now()))
                .isFalse();
        happens(unheard);
        Hook marker = hook(hook.partner(), receiver.url(), List.of("message.sent"));
        var heard = message(hook.partner(), patient);
        happens(heard);
        await().atMost(PATIENCE).until(() -> !told("message.sent").isEmpty());
        await().atMost(PATIENCE)
                .until(
                        () ->
                                deliveries(marker).stream()
                                        .anyMatch(
                                                one ->
                                                        one.path("status")
                                                                .asString("")
                                                                .equals("delivered")));
        assertThat(deliveries(hook)).as("the disabled one's").hasSize(1);

        Answer enabled =
                clients.post(hook.path() + "/enable", hook.admin(), clients.object(Map.of()));

        assertThat(enabled.text("status")).isEqualTo("active");
        assertThat(enabled.body().has("disabledAt")).isFalse();
        happens(message(hook.partner(), patient));
        await().atMost(PATIENCE).until(() -> deliveries(hook).size() == 2);
        TopicReader.await(
                Topic.Name.AUDIT_EVENTS,
                1,
                event ->
                        event.value().contains("webhook.disable")
                                && event.value().contains(webhookId(hook).value()));
    }

    @Test
    @Promise("P-11")
    void aReceiverThatAsksToBeLeftAloneForAWhileIs() {
        receiver.answers(429, "2");
        Hook hook = hook(receiver.url(), List.of("message.sent"));
        String patient = patientOf(hook);
        happens(message(hook.partner(), patient));
        await().atMost(PATIENCE).until(() -> !receiver.got().isEmpty());
        receiver.answers(204);

        happens(message(hook.partner(), patient));

        await().atMost(PATIENCE)
                .until(
                        () ->
                                deliveries(hook).stream()
                                                .filter(
                                                        one ->
                                                                one.path("status")
                                                                        .asString("")
                                                                        .equals("delivered"))
                                                .count()
                                        == 2);
        List<JsonNode> attempts =
                deliveries(hook).stream()
                        .flatMap(one -> one.path("attempts").valueStream())
                        .toList();
        JsonNode refused =
                attempts.stream()
                        .filter(one -> one.path("status").asInt() == 429)
                        .findFirst()
                        .orElseThrow();
        assertThat(at(refused, "notBefore")).isAfter(at(refused, "at").plusSeconds(1));
        assertThat(attempts)
                .hasSize(3)
                .filteredOn(one -> one.path("status").asInt() == 204)
                .allSatisfy(
                        one ->
                                assertThat(at(one, "at"))
                                        .isAfterOrEqualTo(at(refused, "notBefore")));
    }

    @Test
    @Promise("P-11")
    void twoSecretsSignWhileAPartnerChangesFromOneToTheOther() {
        Hook hook = hook(receiver.url(), List.of("account.changed"));

        Answer rotated =
                clients.post(hook.path() + "/secrets", hook.admin(), clients.object(Map.of()));
        patientOf(hook);

        assertThat(rotated.status()).as(rotated.body().toString()).isEqualTo(201);
        String next = rotated.text("secret");
        assertThat(next).isNotEqualTo(hook.secret());
        await().atMost(PATIENCE).until(() -> !receiver.got().isEmpty());
        var got = receiver.got().getFirst();
        Instant time = Instant.ofEpochSecond(Long.parseLong(got.timestamp()));
        assertThat(got.signature().split(" "))
                .containsExactly(
                        Signature.of(got.id(), time, got.body(), List.of(new Sensitive(next))),
                        Signature.of(
                                got.id(), time, got.body(), List.of(new Sensitive(hook.secret()))));
        assertThat(
                        store.getCollection("webhook_endpoints")
                                .find()
                                .into(new java.util.ArrayList<>()))
                .allSatisfy(
                        document ->
                                assertThat(document.toJson())
                                        .doesNotContain("whsec_", hook.secret().substring(6)));
    }

    @Test
    @Promise("P-11")
    void whatAnInstanceHadBegunWhenItWasKilledIsSentByAnother() {
        Hook hook = hook(receiver.url(), List.of("message.sent"));
        String patient = patientOf(hook);
        var left =
                new WebhookDelivery(
                        WebhookDelivery.id(webhookId(hook), "evt_" + UUID.randomUUID()),
                        webhookId(hook),
                        new PartnerId(hook.partner()),
                        new AccountId(patient),
                        HeardEvent.MESSAGE_SENT,
                        "{}",
                        now(),
                        new Delivery(Delivery.State.WAITING, 1, now().plusSeconds(2)),
                        3_000,
                        List.of());

        deliveries.add(left);
        deliveries.add(left);

        await().atMost(PATIENCE).until(() -> !receiver.got().isEmpty());
        assertThat(now()).isAfterOrEqualTo(left.delivery().nextTry());
        assertThat(receiver.got()).extracting(Receiver.Got::id).containsExactly(left.key());
    }

    private static PartnerId tenant(Hook hook) {
        return new PartnerId(hook.partner());
    }

    private static com.sanocrm.contracts.id.WebhookId webhookId(Hook hook) {
        return new com.sanocrm.contracts.id.WebhookId(
                hook.path().substring(hook.path().lastIndexOf('/') + 1));
    }

    @Test
    void aWebhookHearsOfWhatHappensRightAfterItWasMade() {
        String partner = clients.openPartner().text("partnerId");
        var tenant = new PartnerId(partner);
        assertThat(listeners.hasAny(HeardEvent.MESSAGE_SENT, tenant, Instant.now())).isFalse();

        hook(partner, receiver.url(), List.of("message.sent"));

        assertThat(listeners.hasAny(HeardEvent.MESSAGE_SENT, tenant, Instant.now())).isTrue();
    }

    @Test
    @Promise("P-38")
    void theEndOfTheAgreementEndsWebhooks() {
        Hook hook = hook(receiver.url(), ALL);
        String patient = patientOf(hook);
        awaitTold("care_relationship.changed");
        Answer ended = clients.endAgreement(hook.partner());
        assertThat(ended.text("status")).isEqualTo("suspended");
        await().atMost(PATIENCE)
                .until(
                        () ->
                                deliveries.due(Set.of(), 100).stream()
                                        .noneMatch(
                                                one ->
                                                        one.partnerId()
                                                                .value()
                                                                .equals(hook.partner())));
        int before = receiver.got().size();

        happens(message(hook.partner(), patient));
        Hook marker = hook(receiver.url(), List.of("account.changed"));
        String later = patientOf(marker);
        await().atMost(PATIENCE)
                .until(() -> receiver.got().stream().anyMatch(got -> got.body().contains(later)));

        assertThat(told("message.sent")).isEmpty();
        assertThat(receiver.got().stream().skip(before))
                .allMatch(got -> got.body().contains(later));
        assertThat(clients.get(hook.path(), hook.admin()).text("type"))
                .isEqualTo("/problems/agreement-ended");
    }

    @Test
    @Promise({"P-32", "P-05"})
    void ofSomebodyErasedNothingIsLeftAndNothingNewIsTold() {
        receiver.answers(500);
        Hook hook = hook(receiver.url(), ALL);
        String patient = patientOf(hook);
        AccountId person = new AccountId(patient);
        var told = new java.util.ArrayList<WebhookDelivery>();
        await().atMost(PATIENCE)
                .until(
                        () -> {
                            told.clear();
                            deliveries.each(person, told::add);
                            return told.size() >= 2;
                        });

        await().atMost(PATIENCE).ignoreExceptions().until(() -> deliveries.erase(person) >= 0);
        told.clear();
        deliveries.each(person, told::add);

        assertThat(told).isEmpty();
    }

    @Test
    void aRemovedWebhookHearsNothingAndIsNotThere() {
        Hook hook = hook(receiver.url(), ALL);

        assertThat(clients.delete(hook.path(), hook.admin()).status()).isEqualTo(204);

        assertThat(clients.get(hook.path(), hook.admin()).status()).isEqualTo(404);
        assertThat(
                        clients.get("/partners/" + hook.partner() + "/webhooks", hook.admin())
                                .body()
                                .path("items"))
                .isEmpty();
    }

    @Test
    @Promise("P-05")
    void anotherPartnersWebhookIsNotThere() {
        Hook hook = hook(receiver.url(), ALL);
        String other = clients.openPartner().text("partnerId");
        String id = hook.path().substring(hook.path().lastIndexOf('/') + 1);

        assertThat(clients.get(hook.path(), Clients.admin(other)).status()).isEqualTo(404);
        assertThat(
                        clients.get("/partners/" + other + "/webhooks/" + id, Clients.admin(other))
                                .status())
                .isEqualTo(404);
        assertThat(
                        clients.get(
                                        hook.path(),
                                        TestTokens.token(TestTokens.newAccountId(), "patient"))
                                .status())
                .isEqualTo(403);
    }

    @Test
    void anAddressIsRefusedWhenTheWebhookIsMade() {
        String partner = clients.openPartner().text("partnerId");

        Answer refused =
                clients.post(
                        "/partners/" + partner + "/webhooks",
                        Clients.admin(partner),
                        clients.object(
                                Map.of(
                                        "url",
                                        "https://169.254.169.254/",
                                        "events",
                                        List.of("message.sent"))));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("errors").path(0).path("pointer").asString(""))
                .isEqualTo("/url");
    }
}
