package com.sanocrm.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.AccountChanged;
import com.sanocrm.contracts.events.AccountChanged.Status;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.app.NotesApplication;
import com.sanocrm.platform.kafka.KafkaSettings;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestKafka;
import com.sanocrm.platform.test.TestPlatform;
import com.sanocrm.platform.test.TestTokens;
import com.sanocrm.platform.test.TopicReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
        classes = NotesApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestPlatform.class)
class ShutAccountsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort private int port;
    @Autowired private JsonMapper json;
    @Autowired private KafkaSettings settings;

    private final AccountId account = new AccountId(TestTokens.newAccountId());
    private final String token = TestTokens.token(account.value(), "operator");

    private int get(String path) throws IOException, InterruptedException {
        return HTTP.send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
    }

    private void happens(@Nullable Status status) throws Exception {
        try (var kafka =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", TestKafka.bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            kafka.send(
                            new ProducerRecord<>(
                                    Topic.ACCOUNTS.wireName(),
                                    account.value(),
                                    status == null
                                            ? null
                                            : json.writeValueAsBytes(changed(status))))
                    .get();
        }
    }

    private AccountChanged changed(Status status) {
        return new AccountChanged(
                account,
                status,
                Set.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of(),
                Instant.EPOCH,
                null,
                null);
    }

    @ParameterizedTest
    @EnumSource(names = {"QUARANTINED", "CLOSED"})
    @Promise({"P-04", "P-32"})
    void theTokenOfAnAccountThatIsShutMeetsNothingAndThatIsRecorded(Status status)
            throws Exception {
        assertThat(get("/api/v1/notes")).isEqualTo(200);

        happens(status);

        await().atMost(PATIENCE).until(() -> get("/api/v1/notes") == 404);
        assertThat(get("/api/v1/open")).isEqualTo(200);
        assertThat(
                        TopicReader.await(
                                Topic.Name.AUDIT_EVENTS,
                                1,
                                event ->
                                        event.value().contains(account.value())
                                                && event.value().contains("note.list")
                                                && event.value().contains("refused")))
                .isNotEmpty();
    }

    @Test
    @Promise("P-32")
    void whoIsErasedHasNoToken() throws Exception {
        happens(null);

        await().atMost(PATIENCE).until(() -> get("/api/v1/notes") == 404);
    }

    @Test
    @Promise("P-04")
    void anAccountThatIsReleasedIsOpenAgain() throws Exception {
        happens(Status.QUARANTINED);
        await().atMost(PATIENCE).until(() -> get("/api/v1/notes") == 404);

        happens(Status.ACTIVE);

        await().atMost(PATIENCE).until(() -> get("/api/v1/notes") == 200);
    }

    @Test
    @Promise({"P-04", "P-32"})
    void anInstanceThatStartsKnowsWhoWasShutBefore() throws Exception {
        happens(Status.CLOSED);

        var started = new ShutAccounts(settings, json, Clock.systemUTC());
        try {
            started.start();

            assertThat(started.test(account)).isTrue();
            assertThat(started.test(new AccountId(TestTokens.newAccountId()))).isFalse();
        } finally {
            started.stop();
        }
    }

    @Test
    void afterAWhileNoTokenIsLeftAndNothingIsKept() throws Exception {
        happens(Status.CLOSED);

        var later =
                new ShutAccounts(
                        settings,
                        json,
                        Clock.offset(Clock.systemUTC(), ShutAccounts.REMEMBERED.plusMinutes(1)));
        try {
            later.start();

            assertThat(later.test(account)).isFalse();
        } finally {
            later.stop();
        }
    }
}
