package com.sanocrm.identity.embed;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.identity.Clients;
import com.sanocrm.identity.Clients.Answer;
import com.sanocrm.identity.IdentityTest;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TopicReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.node.ObjectNode;

/** The registration form on a partner's site. */
@IdentityTest
class EmbedTest {
    private static final String CLINIC = "https://www.clinic.example";
    private static final Pattern TOKEN = Pattern.compile("data-token=\"([^\"]+)\"");

    private final Clients clients;
    private final FormTokens tokens;
    private final MongoDatabase store;
    private final Environment environment;

    @Autowired
    EmbedTest(Clients clients, FormTokens tokens, MongoDatabase store, Environment environment) {
        this.clients = clients;
        this.tokens = tokens;
        this.store = store;
        this.environment = environment;
    }

    @BeforeEach
    void consentServicePublishedThePolicy() {
        clients.publishPolicy();
    }

    private String partnerAt(String... origins) {
        String partner = clients.openPartner().text("partnerId");
        Answer put = allow(partner, origins);
        assertThat(put.status()).as(put.body().toString()).isEqualTo(200);
        return partner;
    }

    private Answer allow(String partner, String... origins) {
        return clients.put(
                "/partners/" + partner + "/registration-form",
                Clients.admin(partner),
                clients.object(Map.of("allowedOrigins", List.of(origins))));
    }

    private HttpResponse<String> load(String path, @Nullable String from) {
        var request =
                HttpRequest.newBuilder(
                        URI.create(
                                "http://127.0.0.1:"
                                        + environment.getRequiredProperty("local.server.port")
                                        + "/embed/"
                                        + path));
        if (from != null) {
            request.header("Referer", from);
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private ObjectNode filledIn(String token) {
        return clients.form(Clients.newEmail()).put("formToken", token);
    }

    private String tokenOf(String partner) {
        var token = TOKEN.matcher(load(partner + "/form", CLINIC + "/").body());
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    @Test
    @Promise("P-10")
    void aPageOfTheClinicShowsTheFormAndNoOtherMay() {
        String partner = partnerAt(CLINIC, "https://booking.clinic.example:8443");

        var script = load(partner + "/register.js", CLINIC + "/");
        var form = load(partner + "/form?lang=ar", CLINIC + "/join");

        assertThat(script.statusCode()).isEqualTo(200);
        assertThat(script.body())
                .contains("/embed/" + partner + "/form")
                .doesNotContain("{partner}");
        assertThat(form.statusCode()).isEqualTo(200);
        assertThat(form.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains(
                        "default-src 'none'",
                        "frame-ancestors https://booking.clinic.example:8443 " + CLINIC);
        assertThat(form.body())
                .contains("dir=\"rtl\"", "lang=\"ar\"", "أنشئ حسابك")
                .doesNotContain("style=", "<script>", "{title}");
        assertThat(form.body().replace("http://www.w3.org", ""))
                .doesNotContain("src=\"http", "href=\"http");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "http://www.clinic.example/",
                "https://www.clinic.example:8443/",
                "https://www.clinic.example.evil.example/",
                "https://www.clinic.example@evil.example/",
                "https://evil.example/https://www.clinic.example",
                "null",
                "about:blank",
                ""
            })
    @Promise("P-10")
    void aPageOfAnotherOriginGetsNothing(String page) {
        String partner = partnerAt(CLINIC);
        String from = page.isEmpty() ? null : page;

        for (String part : List.of("/register.js", "/form")) {
            var answer = load(partner + part, from);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    @Promise({"P-10", "P-01", "P-02"})
    void whoRegistersInTheFormIsAttributedToTheClinicWithTheChoicesMadeThere() {
        String partner = partnerAt(CLINIC);
        ObjectNode form = filledIn(tokenOf(partner));
        form.putObject("choices").put("newsletter", "denied").put("research", "granted");

        Answer registered = clients.post("/registrations", null, form);

        assertThat(registered.status()).as(registered.body().toString()).isEqualTo(201);
        var event =
                TopicReader.await(
                                Topic.Name.ACCOUNTS,
                                1,
                                one -> one.key().equals(registered.text("accountId")))
                        .getFirst();
        assertThat(event.value())
                .contains(
                        "\"registeredThrough\":\"" + partner + "\"",
                        "\"newsletter\":\"denied\"",
                        "\"research\":\"granted\"");
    }

    @Test
    @Promise("P-10")
    void aFormThatIsNotAllowedIsRefusedWithoutTrace() {
        String partner = partnerAt(CLINIC);
        String good = tokenOf(partner);
        String ofOther = tokens.issue(new PartnerId(partner), "https://evil.example");
        long accounts = store.getCollection("accounts").countDocuments();
        long keys = store.getCollection("idempotency_keys").countDocuments();
        long dataKeys = store.getCollection("data_keys").countDocuments();

        List<Answer> answers =
                List.of(
                        clients.post("/registrations", null, filledIn(ofOther)),
                        clients.post("/registrations", null, filledIn("x".repeat(64))),
                        clients.post("/registrations", null, filledIn(good.substring(1))));

        assertThat(answers)
                .allSatisfy(
                        answer ->
                                assertThat(answer.text("type"))
                                        .isEqualTo("/problems/form-not-allowed"));
        assertThat(store.getCollection("accounts").countDocuments()).isEqualTo(accounts);
        assertThat(store.getCollection("idempotency_keys").countDocuments()).isEqualTo(keys);
        assertThat(store.getCollection("data_keys").countDocuments()).isEqualTo(dataKeys);
    }

    @Test
    @Promise("P-10")
    void anOriginThatIsTakenOffTheListMaySendNoMoreForms() {
        String partner = partnerAt(CLINIC);
        String token = tokenOf(partner);

        allow(partner);

        assertThat(load(partner + "/form", CLINIC + "/").statusCode()).isEqualTo(404);
        assertThat(clients.post("/registrations", null, filledIn(token)).status()).isEqualTo(403);
    }

    @Test
    @Promise("P-38")
    void theEndOfTheAgreementEndsTheForm() {
        String partner = partnerAt(CLINIC);
        String token = tokenOf(partner);

        clients.endAgreement(partner);

        assertThat(load(partner + "/register.js", CLINIC + "/").statusCode()).isEqualTo(404);
        assertThat(load(partner + "/form", CLINIC + "/").statusCode()).isEqualTo(404);
        assertThat(clients.post("/registrations", null, filledIn(token)).text("type"))
                .isEqualTo("/problems/form-not-allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://clinic.example/path",
                "https://clinic.example/",
                "https://*.clinic.example",
                "*",
                "'self'",
                "http://clinic.example",
                "https://clinic.example; script-src *",
                "https://clinic.example https://evil.example",
                "https://Clinic.Example",
                "null",
                "javascript:alert(1)"
            })
    void whatIsNoOriginIsNotTaken(String origin) {
        String partner = clients.openPartner().text("partnerId");

        assertThat(allow(partner, origin).status()).isEqualTo(422);
    }

    @Test
    void aPartnersApiRegistersWithoutTheForm() {
        String partner = partnerAt(CLINIC);

        Answer answer =
                clients.post(
                        "/partners/" + partner + "/registrations",
                        Clients.admin(partner),
                        filledIn(tokenOf(partner)));

        assertThat(answer.status()).isEqualTo(400);
    }
}
