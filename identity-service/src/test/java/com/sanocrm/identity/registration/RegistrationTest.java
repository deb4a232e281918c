package com.sanocrm.identity.registration;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.sanocrm.contracts.Topic;
import com.sanocrm.identity.Clients;
import com.sanocrm.identity.Clients.Answer;
import com.sanocrm.identity.IdentityTest;
import com.sanocrm.platform.crypto.Keysets;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestKeycloak;
import com.sanocrm.platform.test.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@IdentityTest
class RegistrationTest {
    private final Clients clients;
    private final MongoDatabase store;
    private final Keysets keys;
    private final JsonMapper json;

    @Autowired
    RegistrationTest(Clients clients, MongoDatabase store, Keysets keys, JsonMapper json) {
        this.clients = clients;
        this.store = store;
        this.keys = keys;
        this.json = json;
    }

    @BeforeEach
    void consentServicePublishedThePolicy() {
        clients.publishPolicy();
    }

    @Test
    @Promise({"P-01", "P-02"})
    void aPersonRegistersAndLogsIn() throws Exception {
        String email = Clients.newEmail();
        var form = clients.form(email);
        form.putObject("choices").put("newsletter", "granted").put("research", "denied");

        Answer answer = clients.post("/registrations", null, form);

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        assertThat(answer.text("status")).isEqualTo("active");
        var login = TestKeycloak.logIn(email, Clients.PASSWORD);
        assertThat(login.statusCode()).as(login.body()).isEqualTo(200);
        var claims = clients.claims(login);
        assertThat(claims.getStringClaim("account_id")).isEqualTo(answer.text("accountId"));
        assertThat(claims.getAudience()).contains("sano-platform");
        assertThat(claims.getJSONObjectClaim("realm_access").toString()).contains("patient");
        JsonNode event = lastAccountEvent(answer.text("accountId"));
        assertThat(event.path("registrationChoices"))
                .isEqualTo(json.valueToTree(Map.of("newsletter", "granted", "research", "denied")));
        assertThat(event.path("ageBand").asString()).isEqualTo("from-40-to-49");
        assertThat(event.path("acceptedPolicyVersion").asString()).isEqualTo(Clients.POLICY);
    }

    @Test
    @Promise({"P-12", "P-13"})
    void whatIsStoredAndPublishedNamesNobody() throws Exception {
        String email = Clients.newEmail();

        String id = clients.post("/registrations", null, clients.form(email)).text("accountId");

        Document stored = account(id);
        var contact =
                TopicReader.await(Topic.Name.CONTACT_POINTS, 1, event -> event.key().equals(id))
                        .getFirst();
        String everywhere = stored.toJson() + contact.value() + lastAccountEvent(id);
        assertThat(everywhere)
                .doesNotContainIgnoringCase(email)
                .doesNotContain("Canary", "1984-05-17", "501234567", "45-6789", Clients.PASSWORD);
        assertThat(stored.get("firstLogin")).isNull();
        byte[] opened =
                keys.unsealing("contact-private")
                        .decrypt(
                                Base64.getDecoder()
                                        .decode(
                                                json.readTree(contact.value())
                                                        .path("sealedEmail")
                                                        .asString("")),
                                id.getBytes(StandardCharsets.UTF_8));
        assertThat(new String(opened, StandardCharsets.UTF_8)).isEqualTo(email);
        assertThat(store.getCollection("identifier_keys").find(new Document("_id", id)).first())
                .isNotNull();
    }

    @Test
    @Promise("P-03")
    void ofAChildNothingIsKept() {
        String before = everythingStored();
        var form = clients.form(Clients.newEmail()).put("birthDate", "2016-02-29");
        form.put("phone", "not a phone").put("acceptedPolicyVersion", "old");

        Answer answer = clients.post("/registrations", null, form);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("type")).isEqualTo("/problems/under-age");
        assertThat(everythingStored()).isEqualTo(before);
    }

    @Test
    @Promise("P-40")
    void dataLeavesTheCountryOnlyWithConsent() {
        String before = everythingStored();
        var form = clients.form(Clients.newEmail());
        form.putObject("address")
                .put("line1", "1 Main St")
                .put("city", "Boston")
                .put("country", "US");

        Answer refused = clients.post("/registrations", null, form);

        assertThat(refused.text("type")).isEqualTo("/problems/transfer-consent-required");
        assertThat(everythingStored()).isEqualTo(before);
        form.putObject("choices").put("cross-border-transfer", "granted");
        assertThat(clients.post("/registrations", null, form).status()).isEqualTo(201);
    }

    @Test
    void anotherVersionOfThePolicyIsNotAccepted() {
        var form = clients.form(Clients.newEmail()).put("acceptedPolicyVersion", "2020-01");

        Answer answer = clients.post("/registrations", null, form);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("type")).isEqualTo("/problems/policy-not-current");
    }

    @Test
    void whileNoPolicyIsKnownNobodyCanRegister() {
        store.getCollection("policies").deleteMany(new Document());

        Answer answer = clients.post("/registrations", null, clients.form(Clients.newEmail()));

        assertThat(answer.status()).isEqualTo(503);
    }

    @ParameterizedTest
    @CsvSource({
        "email, no address, /email",
        "password, elevenchars, /password",
        "givenName, '', /givenName",
        "birthDate, 2999-01-01, /birthDate",
        "birthDate, 1850-01-01, /birthDate",
        "birthDate, 2001-02-29, /birthDate",
        "birthDate, ٢٠٠١-٠٢-٢٨, /birthDate",
        "phone, call-me, /phone",
        "socialSecurityNumber, 000-12-3456, /socialSecurityNumber",
        "sex, robot, /sex"
    })
    void aValueThatIsNotAllowedIsNamedAndNotRepeated(String field, String value, String pointer) {
        Answer answer =
                clients.post(
                        "/registrations", null, clients.form(Clients.newEmail()).put(field, value));

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
        assertThat(answer.body().path("errors").path(0).path("pointer").asString())
                .isEqualTo(pointer);
        assertThat(value.isEmpty() || !answer.body().toString().contains(value)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"unheard-of, granted", "care-communication, denied"})
    void onlyPurposesThatCanBeChosenAreChosen(String purpose, String choice) {
        var form = clients.form(Clients.newEmail());
        form.putObject("choices").put(purpose, choice);

        assertThat(clients.post("/registrations", null, form).status()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource({
        "status",
        "place",
        "roles",
        "staffOf",
        "registeredThrough",
        "accountId",
        "clinicianIds"
    })
    void whatIsStoredButNotAskedForIsRefused(String field) {
        var form = clients.form(Clients.newEmail());
        form.set(field, json.createArrayNode());

        assertThat(clients.post("/registrations", null, form).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"o'brien&co=x/y", "!#$%&'*+/=?^_`{|}~-", "x+tag", "admin"})
    void whoeverHasALegalAddressCanLogIn(String localPart) {
        String email = localPart + "@" + UUID.randomUUID() + ".example.com";

        Answer answer = clients.post("/registrations", null, clients.form(email));

        assertThat(answer.text("status")).isEqualTo("active");
        assertThat(TestKeycloak.logIn(email, Clients.PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void aTakenAddressGetsTheSameAnswerAndChangesNothing() {
        String email = Clients.newEmail();
        Answer first = clients.post("/registrations", null, clients.form(email));
        long accounts = store.getCollection("accounts").countDocuments();
        long keysBefore = store.getCollection("data_keys").countDocuments();

        Answer second =
                clients.post(
                        "/registrations",
                        null,
                        clients.form(email.toUpperCase(java.util.Locale.ROOT))
                                .put("password", "another password"));

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body().propertyNames()).isEqualTo(first.body().propertyNames());
        assertThat(second.text("status")).isEqualTo(first.text("status"));
        assertThat(second.text("accountId")).isNotEqualTo(first.text("accountId"));
        assertThat(store.getCollection("accounts").countDocuments()).isEqualTo(accounts);
        assertThat(store.getCollection("data_keys").countDocuments()).isEqualTo(keysBefore);
        assertThat(TestKeycloak.logIn(email, Clients.PASSWORD).statusCode()).isEqualTo(200);
        assertThat(TestKeycloak.logIn(email, "another password").body()).contains("invalid_grant");
    }

    @Test
    void oneAddressHasOneAccountWhoeverIsQuicker() throws Exception {
        String email = Clients.newEmail();
        long before = store.getCollection("accounts").countDocuments();
        var tries = new ArrayList<Callable<Answer>>();
        for (int i = 0; i < 6; i++) {
            tries.add(() -> clients.post("/registrations", null, clients.form(email)));
        }

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(tries)) {
                assertThat(answer.get().status()).isEqualTo(201);
            }
        }

        assertThat(store.getCollection("accounts").countDocuments()).isEqualTo(before + 1);
    }

    @Test
    void theSameKeyGivesTheFirstAnswerAgain() {
        var form = clients.form(Clients.newEmail());
        Answer first = clients.post("/registrations", null, form, "key-" + form.path("email"));

        Answer again = clients.post("/registrations", null, form, "key-" + form.path("email"));

        assertThat(again.status()).isEqualTo(first.status());
        assertThat(again.text("accountId")).isEqualTo(first.text("accountId"));
        assertThat(
                        clients.post(
                                        "/registrations",
                                        null,
                                        form.put("givenName", "Other"),
                                        "key-" + form.path("email"))
                                .status())
                .isEqualTo(409);
    }

    @Test
    void anAccountThatKeycloakCouldNotTakeCompletesByItself() {
        String email = Clients.newEmail();
        TestKeycloak.hang();
        Answer answer;
        long began = System.nanoTime();
        try {
            answer = clients.post("/registrations", null, clients.form(email));
        } finally {
            TestKeycloak.goOn();
        }
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text("status")).isEqualTo("pending");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(6));

        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .until(() -> "ACTIVE".equals(account(answer.text("accountId")).get("status")));

        assertThat(TestKeycloak.logIn(email, Clients.PASSWORD).statusCode()).isEqualTo(200);
        assertThat(account(answer.text("accountId")).get("firstLogin")).isNull();
    }

    private Document account(String id) {
        Document stored = store.getCollection("accounts").find(new Document("_id", id)).first();
        return java.util.Objects.requireNonNull(stored, id);
    }

    /** The account's event once it is active. */
    private JsonNode lastAccountEvent(String id) {
        return json.readTree(
                TopicReader.await(
                                Topic.Name.ACCOUNTS,
                                1,
                                event ->
                                        event.key().equals(id)
                                                && event.value().contains("\"active\""))
                        .getFirst()
                        .value());
    }

    /** Every collection's size, but for the audit trail's. */
    private String everythingStored() {
        var sizes = new java.util.TreeMap<String, Long>();
        for (String name : store.listCollectionNames()) {
            sizes.put(name, store.getCollection(name).countDocuments());
        }
        sizes.keySet().removeIf(name -> name.startsWith("audit"));
        return sizes.toString();
    }
}
