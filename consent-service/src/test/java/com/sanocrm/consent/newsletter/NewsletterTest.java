package com.sanocrm.consent.newsletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sanocrm.consent.Client;
import com.sanocrm.consent.ConsentServiceTest;
import com.sanocrm.consent.Neighbours;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.NewsletterSubscriptionChanged.Status;
import com.sanocrm.platform.crypto.Keysets;
import com.sanocrm.platform.crypto.LinkTokens;
import com.sanocrm.platform.crypto.Sensitive;
import com.sanocrm.platform.outbox.Documents.UnpublishedException;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestTokens;
import com.sanocrm.platform.test.TopicReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ConsentServiceTest
@Promise("P-43")
class NewsletterTest {
    @Autowired private Client client;
    @Autowired private Keysets keysets;
    @Autowired private Neighbours neighbours;
    @Autowired private Subscriptions subscriptions;
    private final String email = "Reader." + UUID.randomUUID() + "@example.org";

    @BeforeEach
    void everybodyEnforces() {
        neighbours.enforcing(Neighbours.ALL);
    }

    @Test
    void nobodyIsSubscribedBeforeTheMailboxConfirms() throws Exception {
        subscribe(email);

        assertThat(state().status()).isEqualTo(Status.ASKED);
        assertThat(history().path("items")).isEmpty();

        var confirmed = client.post("/newsletter/confirmations/" + token(), null, "");

        assertThat(confirmed.status()).isEqualTo(200);
        assertThat(state().status()).isEqualTo(Status.CONFIRMED);
        var proof = history().path("items").get(0);
        assertThat(proof.path("purpose").asString()).isEqualTo("newsletter");
        assertThat(proof.path("decision").asString()).isEqualTo("granted");
        assertThat(proof.path("channel").asString()).isEqualTo("newsletter-form");
        assertThat(proof.path("policyVersion").asString()).isNotEmpty();
    }

    @Test
    void confirmingAgainChangesNothing() throws Exception {
        subscribe(email);
        client.post("/newsletter/confirmations/" + token(), null, "");

        var again = client.post("/newsletter/confirmations/" + token(), null, "");

        assertThat(again.status()).isEqualTo(200);
        assertThat(history().path("items")).hasSize(1);
    }

    @Test
    void openingTheLinkAsksAndChangesNothing() throws Exception {
        subscribe(email);

        var page = client.send(client.request("/newsletter/confirmations/" + token(), null).GET());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("<form method=\"post\">")
                .doesNotContain(email, "<script")
                .doesNotContainPattern("\\{[a-z]+\\}");
        assertThat(state().status()).isEqualTo(Status.ASKED);
    }

    @Test
    void thePagesFormConfirmsAndAnswersInTheReadersLanguage() throws Exception {
        subscribe(email);

        var page =
                client.send(
                        client.request("/newsletter/confirmations/" + token(), null)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header("Accept", "text/html")
                                .header("Accept-Language", "ar")
                                .POST(BodyPublishers.noBody()));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("ستصلك نشرتنا الإخبارية");
        assertThat(state().status()).isEqualTo(Status.CONFIRMED);
    }

    @Test
    @Promise("P-32")
    void anErasedSubscriberLeavesNotEvenTheHashOfTheAddress() throws Exception {
        subscribe(email);
        client.post("/newsletter/confirmations/" + token(), null, "");
        Subscription known = state();

        await().ignoreExceptionsInstanceOf(UnpublishedException.class)
                .until(() -> subscriptions.erase(known.subscriberId()) == 1);

        assertThat(subscriptions.of(known.subscriberId())).isEmpty();
        TopicReader.awaitEnd(Topic.Name.NEWSLETTER_SUBSCRIPTIONS, known.subscriberId().value());
    }

    @Test
    void theAnswerDoesNotTellWhetherAnAddressIsKnown() throws Exception {
        var first = subscribe(email);
        client.post("/newsletter/confirmations/" + token(), null, "");

        var second = subscribe(email);
        var third = subscribe(email.toUpperCase(java.util.Locale.ROOT));

        assertThat(second).isEqualTo(first);
        assertThat(third).isEqualTo(first);
        assertThat(state().status()).isEqualTo(Status.CONFIRMED);
    }

    @Test
    @Promise("P-25")
    void theLinkOfAnIssueEndsItForgetsTheAddressAndKeepsTheProof() throws Exception {
        subscribe(email);
        client.post("/newsletter/confirmations/" + token(), null, "");
        String link =
                new LinkTokens(keysets.aead("unsubscribe"), "unsubscribe")
                        .issue(state().subscriberId() + " newsletter");

        var answer =
                client.send(
                        client.request("/unsubscribe/" + link, null)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString("List-Unsubscribe=One-Click")));

        assertThat(answer.statusCode()).isEqualTo(200);
        await().until(() -> state().status() == Status.ENDED);
        assertThat(state().sealedEmail()).isNull();
        assertThat(history().path("items")).hasSize(2);
        assertThat(client.post("/newsletter/confirmations/" + token(), null, "").status())
                .isEqualTo(410);
    }

    @Test
    void onlyMessagingCanOpenTheAddress() throws Exception {
        subscribe(email);
        String sealed = state().sealedEmail();

        assertThat(sealed).isNotNull().doesNotContain(email);
        byte[] opened =
                keysets.unsealing("contact-private")
                        .decrypt(
                                Base64.getDecoder().decode(sealed),
                                state().subscriberId().value().getBytes(StandardCharsets.UTF_8));
        assertThat(new String(opened, StandardCharsets.UTF_8)).isEqualTo(email);
    }

    @Test
    void aForgedCutOrForeignTokenIsNotFound() throws Exception {
        subscribe(email);
        String good = token();
        String otherUse =
                new LinkTokens(keysets.aead("unsubscribe"), "unsubscribe").issue(content());

        for (String forged : new String[] {otherUse, good.substring(4), good + "A", "x"}) {
            assertThat(client.post("/newsletter/confirmations/" + forged, null, "").status())
                    .as(forged)
                    .isEqualTo(404);
        }
        assertThat(state().status()).isEqualTo(Status.ASKED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"email\": \"no address\"}",
                "{\"email\": \"a@b.c\\r\\nBcc: x@example.org\"}",
                "{\"email\": null}",
                "{\"email\": \"a@example.org\", \"language\": \"xx\"}",
            })
    void whatIsNoAddressIsRefused(String body) throws Exception {
        assertThat(client.post("/newsletter/subscriptions", null, body).status()).isEqualTo(422);
    }

    private String subscribe(String address) throws Exception {
        var answer =
                client.post("/newsletter/subscriptions", null, "{\"email\": \"" + address + "\"}");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
        return answer.body().toString();
    }

    private Subscription state() {
        return subscriptions.of(new Sensitive(email));
    }

    private String content() {
        return state().subscriberId() + " " + state().askedAt().toEpochMilli();
    }

    private String token() {
        return new LinkTokens(keysets.aead("unsubscribe"), "newsletter-confirmation")
                .issue(content());
    }

    private tools.jackson.databind.JsonNode history() throws Exception {
        return client.get(
                        "/consents/" + state().subscriberId() + "/history",
                        TestTokens.token(TestTokens.newAccountId(), "compliance"))
                .body();
    }
}
