package com.sanocrm.identity.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.MailboxStateChanged;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.identity.Clients;
import com.sanocrm.identity.Clients.Answer;
import com.sanocrm.identity.IdentityTest;
import com.sanocrm.platform.crypto.Keysets;
import com.sanocrm.platform.crypto.LinkTokens;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestKeycloak;
import com.sanocrm.platform.test.TestKeys;
import com.sanocrm.platform.test.TestTokens;
import com.sanocrm.platform.test.TopicReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An address bounces, its owner is asked for another, and the other one is confirmed. */
@IdentityTest
@Promise("P-44")
class EmailChangeTest {
    private static final String PATH = "/accounts/me/email-change";
    private static final Duration LONG = Duration.ofSeconds(40);

    private final Clients clients;
    private final MongoDatabase database;
    private final LinkTokens links =
            new LinkTokens(
                    new Keysets(TestKeys.directory()).aead("email-link"), "email-confirmation");
    private final String old = Clients.newEmail();
    private final String wanted = Clients.newEmail();
    private String account = "";

    @Autowired
    EmailChangeTest(Clients clients, MongoDatabase database) {
        this.clients = clients;
        this.database = database;
    }

    @BeforeEach
    void somebodyWithAnAccount() {
        clients.publishPolicy();
        account = clients.post("/registrations", null, clients.form(old)).text("accountId");
        /* A registration does not wait long for a slow Keycloak. */
        await().atMost(LONG).until(() -> "active".equalsIgnoreCase(stored().getString("status")));
    }

    @Test
    void theNewAddressTakesThePlaceOfTheOldOneEverywhereOnceItIsConfirmed() {
        assertThat(me().text("emailStatus")).isEqualTo("unverified");
        Answer asked = ask(wanted);

        assertThat(asked.status()).as(asked.body().toString()).isEqualTo(202);
        assertThat(letter("confirmation"))
                .doesNotContain("@", wanted, asked.text("confirmationCode"));
        assertThat(me().text("email")).isEqualTo(old);
        assertThat(me().body().path("emailChange").path("email").asString("")).isEqualTo(wanted);
        assertThat(stored().toJson()).doesNotContain(wanted, asked.text("confirmationCode"));
        assertThat(page(link()).body()).contains("six digits").doesNotContain(wanted, old);

        Answer confirmed = confirm(link(), asked.text("confirmationCode"));

        assertThat(confirmed.status()).as(confirmed.body().toString()).isEqualTo(200);
        assertThat(me().text("email")).isEqualTo(wanted);
        assertThat(me().text("emailStatus")).isEqualTo("verified");
        assertThat(me().body().has("emailChange")).isFalse();
        await().atMost(LONG).until(() -> canLogIn(wanted));
        assertThat(canLogIn(old)).isFalse();
        assertThat(letter("changed")).doesNotContain("@");
        assertThat(
                        TopicReader.await(
                                        Topic.Name.CONTACT_POINTS,
                                        2,
                                        one -> one.key().equals(account))
                                .getLast()
                                .value())
                .contains("\"since\"")
                .doesNotContain("@");
        Answer changes = clients.get("/accounts/" + account + "/changes", token());
        assertThat(changes.body().path("items").path(0).path("replaced").path("email").asString(""))
                .isEqualTo(old);
        assertThat(clients.post("/registrations", null, clients.form(old)).text("accountId"))
                .isNotEqualTo(account);
        await().atMost(LONG).until(() -> canLogIn(old));
        TopicReader.await(
                Topic.Name.AUDIT_EVENTS,
                3,
                one ->
                        one.value().contains(account)
                                && one.value()
                                        .matches(
                                                ".*account\\.(ask-email-change|change-email|change-login).*"));
    }

    @Test
    void aLinkIsGoodOnceForItsAccountInTimeAndWithItsDigitsOnly() {
        String first = ask(Clients.newEmail()).text("confirmationCode");
        String replaced = link();
        Answer asked = ask(wanted);
        String code = asked.text("confirmationCode");
        String good = link();
        String foreign =
                new LinkTokens(
                                new Keysets(TestKeys.directory()).aead("parent-link"),
                                "email-confirmation")
                        .issue(account + " " + askedAt());
        String otherUse =
                new LinkTokens(new Keysets(TestKeys.directory()).aead("email-link"), "unsubscribe")
                        .issue(account + " " + askedAt());
        String others = links.issue(clients.newPatient() + " " + askedAt());

        for (String bad :
                new String[] {
                    foreign,
                    otherUse,
                    others,
                    good.substring(1),
                    good + "A",
                    "x",
                    links.issue(account)
                }) {
            assertThat(confirm(bad, code).status()).as(bad).isEqualTo(404);
            assertThat(page(bad).statusCode()).isEqualTo(404);
        }
        assertThat(confirm(replaced, first).status()).isEqualTo(404);
        assertThat(confirm(good, code.equals("000000") ? "000001" : "000000").status())
                .isEqualTo(422);
        assertThat(confirm(good, "12345").status()).isEqualTo(422);
        assertThat(me().text("email")).isEqualTo(old);

        assertThat(form(good, code).statusCode()).isEqualTo(200);
        assertThat(form(good, code).statusCode()).isEqualTo(404);
        assertThat(confirm(good, code).status()).isEqualTo(404);
        assertThat(me().text("email")).isEqualTo(wanted);
    }

    @Test
    void afterADayALinkIsVoidAndTheAddressForgotten() {
        String code = ask(wanted).text("confirmationCode");
        String link = link();
        var past = Date.from(Instant.now().minusSeconds(1));
        database.getCollection("accounts")
                .updateOne(
                        Filters.eq("_id", account),
                        Updates.combine(
                                Updates.set("mailbox.wanted.expiresAt", past),
                                Updates.set("mailbox.due", past)));

        assertThat(confirm(link, code).status()).isEqualTo(404);
        await().atMost(LONG)
                .until(() -> stored().get("mailbox", Document.class).get("wanted") == null);
        assertThat(me().text("email")).isEqualTo(old);
    }

    @Test
    void whoGuessesManyDigitsAtOnceHasNoMoreTries() throws Exception {
        String code = ask(wanted).text("confirmationCode");
        String link = link();
        var guesses = new ArrayList<Callable<Integer>>();
        for (int i = 1; i <= 30; i++) {
            String wrong = "%06d".formatted((Integer.parseInt(code) + i) % 1_000_000);
            guesses.add(() -> confirm(link, wrong).status());
        }
        var answers = new ArrayList<Integer>();
        try (var guessers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> one : guessers.invokeAll(guesses)) {
                answers.add(one.get());
            }
        }

        assertThat(answers).containsOnly(422, 404);
        assertThat(Collections.frequency(answers, 422)).isEqualTo(5);
        assertThat(confirm(link, code).status()).isEqualTo(404);
    }

    @Test
    void whoGuessesTheDigitsFiveTimesHasALinkThatIsVoid() {
        String code = ask(wanted).text("confirmationCode");
        String link = link();
        for (int i = 0; i < 5; i++) {
            String wrong = "%06d".formatted((Integer.parseInt(code) + 1 + i) % 1_000_000);
            assertThat(confirm(link, wrong).status()).isEqualTo(422);
        }

        assertThat(confirm(link, code).status()).isEqualTo(404);
        assertThat(me().text("email")).isEqualTo(old);
    }

    @Test
    void nobodyLearnsWhetherAnAddressHasAnAccount() {
        String others = Clients.newEmail();
        clients.post("/registrations", null, clients.form(others));

        Answer taken = ask(others.toUpperCase(Locale.ROOT));

        assertThat(taken.status()).isEqualTo(202);
        assertThat(taken.body().propertyNames())
                .containsExactlyElementsOf(ask(Clients.newEmail()).body().propertyNames());
        assertThat(letter("taken")).doesNotContain("@");
        String code = ask(others).text("confirmationCode");
        assertThat(confirm(link(), code).status()).isEqualTo(404);
        assertThat(me().text("email")).isEqualTo(old);
    }

    @Test
    void anAddressThatAnotherTookMeanwhileStaysTheOthers() {
        Answer asked = ask(wanted);
        clients.post("/registrations", null, clients.form(wanted));

        assertThat(confirm(link(), asked.text("confirmationCode")).status()).isEqualTo(404);

        assertThat(me().text("email")).isEqualTo(old);
        assertThat(clients.get("/accounts/" + account + "/changes", token()).body().path("items"))
                .isEmpty();
    }

    @Test
    void onlyWhoHasJustLoggedInMayAskAndNotForEver() {
        Answer stale = clients.post(PATH, token("1", 301), clients.object(Map.of("email", wanted)));
        Answer remembered =
                clients.post(PATH, token("0", 10), clients.object(Map.of("email", wanted)));
        Answer noAddress = clients.post(PATH, token("1", 10), clients.object(Map.of("email", "x")));
        for (int i = 0; i < 5; i++) {
            assertThat(ask(wanted).status()).isEqualTo(202);
        }
        Answer sixth = ask(wanted);

        assertThat(stale.status()).isEqualTo(401);
        assertThat(stale.text("type")).isEqualTo("/problems/step-up-required");
        assertThat(remembered.status()).isEqualTo(401);
        assertThat(noAddress.status()).isEqualTo(422);
        assertThat(sixth.status()).isEqualTo(429);
    }

    @Test
    void aLoginThatKeycloakCouldNotChangeIsChangedByItselfAndTheOldAddressIsFree()
            throws Exception {
        String code = ask(wanted).text("confirmationCode");
        Answer heir;
        TestKeycloak.hang();
        try {
            assertThat(confirm(link(), code).status()).isEqualTo(200);
            heir = clients.post("/registrations", null, clients.form(old));
            assertThat(heir.text("status")).isEqualTo("pending");
            assertThat(isLoginBehind()).isTrue();
        } finally {
            TestKeycloak.goOn();
        }

        await().atMost(LONG).until(() -> !isLoginBehind() && canLogIn(old));
        assertThat(canLogIn(wanted)).isTrue();
        assertThat(
                        clients.claims(TestKeycloak.logIn(old, Clients.PASSWORD))
                                .getStringClaim("account_id"))
                .isEqualTo(heir.text("accountId"));
    }

    @Test
    void whoseAddressBouncesIsAskedToRenewItAndIsNoLongerOnceItIsConfirmed() {
        mailbox(MailboxStateChanged.State.BOUNCING, Instant.EPOCH);
        mailbox(MailboxStateChanged.State.BOUNCING, null);
        await().atMost(LONG).until(() -> me().text("emailStatus").equals("bouncing"));
        String support = TestTokens.token(TestTokens.newAccountId(), "support");
        assertThat(clients.get("/accounts/" + account, support).text("emailStatus"))
                .isEqualTo("bouncing");

        String code = ask(old).text("confirmationCode");
        assertThat(confirm(link(), code).status()).isEqualTo(200);

        assertThat(me().text("emailStatus")).isEqualTo("verified");
        Answer changes = clients.get("/accounts/" + account + "/changes", token());
        assertThat(changes.body().path("items").path(0).path("reason").asString(""))
                .contains("did not arrive");
        mailbox(MailboxStateChanged.State.BOUNCING, null);
        mailbox(MailboxStateChanged.State.BOUNCING, since());
        await().atMost(LONG).until(() -> me().text("emailStatus").equals("bouncing"));
        mailbox(MailboxStateChanged.State.REACHED, since());
        await().atMost(LONG).until(() -> me().text("emailStatus").equals("verified"));
        assertThat(TopicReader.await(Topic.Name.EMAIL_CHANGES, 1, one -> one.key().equals(account)))
                .noneMatch(one -> one.value().contains("\"changed\""));
    }

    private void mailbox(MailboxStateChanged.State state, @Nullable Instant since) {
        clients.publish(
                new MailboxStateChanged(
                        new AccountId(account), state, "5.1.1", since, Instant.now()));
    }

    private @Nullable Instant since() {
        return stored().get("mailbox", Document.class).getDate("since").toInstant();
    }

    private boolean isLoginBehind() {
        return stored().get("mailbox", Document.class).getBoolean("loginBehind");
    }

    private Answer ask(String email) {
        return clients.post(PATH, token("1", 10), clients.object(Map.of("email", email)));
    }

    private Answer me() {
        return clients.get("/accounts/me", token());
    }

    private String token() {
        return TestTokens.token(account, "patient");
    }

    private String token(String acr, long secondsAgo) {
        return TestTokens.token(
                claims -> {
                    claims.claim("account_id", account);
                    claims.claim("realm_access", Map.of("roles", List.of("patient")));
                    claims.claim("acr", acr);
                    claims.claim(
                            "auth_time", Instant.now().minusSeconds(secondsAgo).getEpochSecond());
                });
    }

    /** As messaging-service makes it for the mail to the address that was asked for last. */
    private String link() {
        return links.issue(account + " " + askedAt());
    }

    private long askedAt() {
        return stored().get("mailbox", Document.class)
                .get("wanted", Document.class)
                .getDate("askedAt")
                .getTime();
    }

    private Document stored() {
        Document found =
                database.getCollection("accounts").find(Filters.eq("_id", account)).first();
        return found == null ? new Document() : found;
    }

    private String letter(String kind) {
        return TopicReader.await(
                        Topic.Name.EMAIL_CHANGES,
                        1,
                        one ->
                                one.key().equals(account)
                                        && one.value().contains("\"kind\":\"" + kind + "\""))
                .getFirst()
                .value();
    }

    private Answer confirm(String token, String code) {
        return clients.post(
                "/email-confirmations/" + token, null, clients.object(Map.of("code", code)));
    }

    private HttpResponse<String> page(String token) {
        return clients.exchange(clients.request("/email-confirmations/" + token).build());
    }

    private HttpResponse<String> form(String token, String code) {
        return clients.exchange(
                clients.request("/email-confirmations/" + token)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("code=" + code))
                        .build());
    }

    private static boolean canLogIn(String email) {
        return TestKeycloak.logIn(email, Clients.PASSWORD).statusCode() == 200;
    }
}
