package com.sanocrm.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sanocrm.contracts.events.Event;
import com.sanocrm.contracts.events.PolicyPublished;
import com.sanocrm.platform.kafka.EventHeaders;
import com.sanocrm.platform.test.TestKafka;
import com.sanocrm.platform.test.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Those who call the service, and consent-service, which publishes the policy. */
public final class Clients {
    public static final String POLICY = "2026-11";
    public static final String PASSWORD = "correct horse battery";

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicLong published = new AtomicLong();
    private final Environment environment;
    private final JsonMapper json;
    private final EventHeaders headers;

    public Clients(Environment environment, JsonMapper json, EventHeaders headers) {
        this.environment = environment;
        this.json = json;
        this.headers = headers;
    }

    /** An answer with its JSON. */
    public record Answer(int status, JsonNode body, @Nullable String etag) {
        public String text(String field) {
            return body.path(field).asString("");
        }
    }

    public Answer post(String path, @Nullable String token, JsonNode body) {
        return post(path, token, body, UUID.randomUUID().toString());
    }

    public Answer post(String path, @Nullable String token, JsonNode body, String key) {
        return send("POST", path, token, body, "Idempotency-Key", key);
    }

    public Answer put(String path, String token, JsonNode body) {
        return send("PUT", path, token, body);
    }

    public Answer get(String path, String token) {
        return send("GET", path, token, null);
    }

    /** What is no JSON. */
    public HttpResponse<byte[]> download(String path, String token) {
        try {
            return http.send(
                    HttpRequest.newBuilder(uri(path))
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    /** To be completed and given to {@link #exchange}, for what is no JSON. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path));
    }

    public HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private URI uri(String path) {
        return URI.create(
                "http://127.0.0.1:"
                        + environment.getRequiredProperty("local.server.port")
                        + "/api/v1"
                        + path);
    }

    public Answer delete(String path, String token) {
        return send("DELETE", path, token, null);
    }

    public Answer patch(String path, String token, JsonNode body, String ifMatch) {
        return send("PATCH", path, token, body, "If-Match", ifMatch);
    }

    private Answer send(
            String method,
            String path,
            @Nullable String token,
            @Nullable JsonNode body,
            String... more) {
        var request =
                HttpRequest.newBuilder(uri(path))
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body.toString()))
                        .header("Content-Type", "application/json");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (more.length > 0) {
            request.headers(more);
        }
        try {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(),
                    answer.body().isEmpty()
                            ? json.createObjectNode()
                            : json.readTree(answer.body()),
                    answer.headers().firstValue("ETag").orElse(null));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    /** An address that nobody has yet. */
    public static String newEmail() {
        return "Person." + UUID.randomUUID() + "@example.com";
    }

    /** A form that is taken. */
    public ObjectNode form(String email) {
        return json.createObjectNode()
                .put("email", email)
                .put("password", PASSWORD)
                .put("givenName", "Fatima-Canary")
                .put("familyName", "Hassan-Canary")
                .put("birthDate", "1984-05-17")
                .put("sex", "female")
                .put("phone", "+971501234567")
                .put("socialSecurityNumber", "123-45-6789")
                .put("acceptedPolicyVersion", POLICY);
    }

    public ObjectNode object(Map<String, ?> fields) {
        return json.valueToTree(fields);
    }

    public ObjectNode partner(String name) {
        return object(
                Map.of(
                        "name",
                        name,
                        "country",
                        "AE",
                        "businessAssociateAgreement",
                        Map.of("signedOn", "2026-01-15", "signatory", "Dr. Amal")));
    }

    /** A new partner's answer. */
    public Answer openPartner() {
        return post("/partners", operator(), partner("Clinic"));
    }

    public static String operator() {
        return TestTokens.token(TestTokens.newAccountId(), "operator");
    }

    public static String admin(String partnerId) {
        return TestTokens.staffToken(TestTokens.newAccountId(), partnerId, "partner-admin");
    }

    /** The id of a new clinician of the partner. */
    public String newClinician(String partnerId) {
        return post(
                        "/partners/" + partnerId + "/clinicians",
                        admin(partnerId),
                        object(
                                Map.of(
                                        "email",
                                        newEmail(),
                                        "givenName",
                                        "Omar",
                                        "familyName",
                                        "Said",
                                        "password",
                                        PASSWORD)))
                .text("accountId");
    }

    public String newPatient() {
        return post("/registrations", null, form(newEmail())).text("accountId");
    }

    /** Lets consent-service publish the policy and waits until the service takes it. */
    public void publishPolicy() {
        var policy =
                new PolicyPublished(
                        POLICY,
                        LocalDate.parse("2026-11-01"),
                        true,
                        Map.of(),
                        Instant.parse("2026-11-01T00:00:00Z"),
                        null);
        publish(policy);
        Awaitility.await()
                .until(
                        () ->
                                post(
                                                        "/registrations",
                                                        null,
                                                        form(newEmail())
                                                                .put(
                                                                        "acceptedPolicyVersion",
                                                                        "old"))
                                                .status()
                                        == 422);
    }

    /** Lets another service publish an event. */
    public void publish(Event event) {
        try (var kafka =
                new KafkaProducer<String, byte[]>(
                        Map.of("bootstrap.servers", TestKafka.bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            kafka.send(
                            new ProducerRecord<>(
                                    event.eventType().topic().wireName(),
                                    null,
                                    event.key(),
                                    json.writeValueAsString(event).getBytes(StandardCharsets.UTF_8),
                                    headers.of(
                                            "evt_" + UUID.randomUUID(),
                                            event.eventType(),
                                            event.key(),
                                            null,
                                            published.incrementAndGet())))
                    .get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    /** Lets the operator end the agreement with a partner: yesterday was its last day. */
    public Answer endAgreement(String partnerId) {
        return put(
                "/partners/" + partnerId + "/business-associate-agreement",
                operator(),
                object(
                        Map.of(
                                "signedOn",
                                "2026-01-15",
                                "signatory",
                                "Dr. Amal",
                                "endsOn",
                                LocalDate.now(java.time.ZoneOffset.UTC).minusDays(1).toString())));
    }

    /** What an access token says. */
    public JWTClaimsSet claims(HttpResponse<String> tokenAnswer) {
        try {
            return SignedJWT.parse(
                            json.readTree(tokenAnswer.body()).path("access_token").asString(""))
                    .getJWTClaimsSet();
        } catch (ParseException failure) {
            throw new IllegalStateException(tokenAnswer.body(), failure);
        }
    }
}
