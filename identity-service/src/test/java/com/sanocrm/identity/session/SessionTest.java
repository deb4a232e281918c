package com.sanocrm.identity.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.contracts.Topic;
import com.sanocrm.identity.Clients;
import com.sanocrm.identity.Clients.Answer;
import com.sanocrm.identity.IdentityTest;
import com.sanocrm.platform.test.TestKeycloak;
import com.sanocrm.platform.test.TestTokens;
import com.sanocrm.platform.test.TopicReader;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** Log-ins and applications, on a real Keycloak. */
@IdentityTest
class SessionTest {
    private final Clients clients;
    private final JsonMapper json;

    @Autowired
    SessionTest(Clients clients, JsonMapper json) {
        this.clients = clients;
        this.json = json;
    }

    @BeforeEach
    void consentServicePublishedThePolicy() {
        clients.publishPolicy();
    }

    private record Person(String email, String account) {
        String token(String sid) {
            return TestTokens.token(
                    claims -> {
                        claims.claim("account_id", account);
                        claims.claim("realm_access", Map.of("roles", List.of("patient")));
                        claims.claim("sid", sid);
                    });
        }
    }

    private Person newPerson() {
        String email = Clients.newEmail();
        return new Person(
                email, clients.post("/registrations", null, clients.form(email)).text("accountId"));
    }

    private String logIn(Person person) throws Exception {
        var answer = TestKeycloak.logIn(person.email(), Clients.PASSWORD);
        return Objects.requireNonNull(clients.claims(answer).getStringClaim("sid"));
    }

    @Test
    void aPersonSeesTheOwnLogInsAndEndsOne() throws Exception {
        Person person = newPerson();
        var first = TestKeycloak.logIn(person.email(), Clients.PASSWORD);
        String lost = Objects.requireNonNull(clients.claims(first).getStringClaim("sid"));
        String current = logIn(person);
        String refresh = json.readTree(first.body()).path("refresh_token").asString("");
        assertThat(TestKeycloak.refresh(refresh).statusCode()).isEqualTo(200);

        Answer listed = clients.get("/accounts/me/sessions", person.token(current));

        assertThat(listed.status()).as(listed.body().toString()).isEqualTo(200);
        assertThat(listed.body().path("items"))
                .hasSize(2)
                .allMatch(one -> one.path("applications").toString().contains("sano-cli"))
                .anyMatch(
                        one ->
                                one.path("sessionId").asString("").equals(current)
                                        && one.path("current").asBoolean())
                .anyMatch(
                        one ->
                                one.path("sessionId").asString("").equals(lost)
                                        && !one.path("current").asBoolean());

        String path = "/accounts/me/sessions/" + lost;
        assertThat(clients.delete(path, person.token(current)).status()).isEqualTo(204);

        assertThat(TestKeycloak.refresh(refresh).statusCode()).isEqualTo(400);
        assertThat(clients.get("/accounts/me/sessions", person.token(current)).body().path("items"))
                .hasSize(1);
        assertThat(clients.delete(path, person.token(current)).status()).isEqualTo(404);
        recorded(person, "session.list");
        recorded(person, "session.end");
    }

    @Test
    void nobodyEndsAnothersLogIn() throws Exception {
        Person person = newPerson();
        String session = logIn(person);
        String stranger = newPerson().token("none");

        assertThat(clients.delete("/accounts/me/sessions/" + session, stranger).status())
                .isEqualTo(404);
        assertThat(clients.get("/accounts/me/sessions", person.token(session)).body().path("items"))
                .hasSize(1);
    }

    @Test
    void aPersonSeesWhichApplicationsActAndTakesThatBack() throws Exception {
        Person person = newPerson();
        String token = person.token(logIn(person));
        assertThat(clients.get("/accounts/me/applications", token).body().path("items")).isEmpty();
        TestKeycloak.grantOffline(person.email(), Clients.PASSWORD);

        Answer listed = clients.get("/accounts/me/applications", token);

        assertThat(listed.body().path("items"))
                .as(listed.body().toString())
                .hasSize(1)
                .allMatch(
                        one ->
                                one.path("clientId").asString("").equals("sano-cli")
                                        && one.path("offline").asBoolean());
        assertThat(clients.delete("/accounts/me/applications/sano-cli", token).status())
                .isEqualTo(204);
        assertThat(clients.get("/accounts/me/applications", token).body().path("items")).isEmpty();
        assertThat(clients.delete("/accounts/me/applications/sano-cli", token).status())
                .isEqualTo(404);
        recorded(person, "application.disconnect");
    }

    private static void recorded(Person person, String action) {
        assertThat(
                        TopicReader.await(
                                Topic.Name.AUDIT_EVENTS,
                                1,
                                one ->
                                        one.value().contains(action)
                                                && one.value().contains(person.account())))
                .isNotEmpty();
    }
}
