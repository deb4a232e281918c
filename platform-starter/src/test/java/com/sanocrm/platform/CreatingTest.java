package com.sanocrm.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.sanocrm.platform.app.NotesApplication;
import com.sanocrm.platform.test.TestPlatform;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A POST with a key happens once, and a list shows each thing once. */
@SpringBootTest(
        classes = NotesApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestPlatform.class)
class CreatingTest {
    @LocalServerPort private int port;
    @Autowired private MongoDatabase database;
    @Autowired private JsonMapper json;
    private NotesApi api = NotesApi.asOperator(0);

    @BeforeEach
    void operator() {
        api = NotesApi.asOperator(port);
    }

    private HttpResponse<String> create(String key, String text) {
        return api.post("{\"text\":\"" + text + "\"}", "Idempotency-Key", key);
    }

    private String idOf(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json.readTree(answer.body()).get("id").asString();
    }

    private long withText(String text) {
        return database.getCollection("notes").countDocuments(Filters.eq("text", text));
    }

    @Test
    void theSameKeyAndBodyAnswerTheFirstAnswerAgain() {
        String text = "once " + UUID.randomUUID();
        var first = create("key-1", text);

        var second = create("key-1", text);

        assertThat(idOf(second)).isEqualTo(idOf(first));
        assertThat(json.readTree(second.body()).get("text").asString()).isEqualTo(text);
        assertThat(withText(text)).isEqualTo(1);
        assertThat(api.get("/api/v1/notes/" + idOf(first)).statusCode()).isEqualTo(200);
    }

    @Test
    void theSameKeyWithAnotherBodyIsAConflict() {
        idOf(create("key-2", "first"));

        var other = create("key-2", "other");

        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("/problems/idempotency-key-reused");
    }

    @Test
    void aKeyIsItsCallersOwn() {
        String first = idOf(create("key-3", "mine"));
        api = NotesApi.asOperator(port);

        String second = idOf(create("key-3", "theirs"));

        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void withoutAKeyEachPostCreates() {
        assertThat(idOf(api.post("{\"text\":\"a\"}")))
                .isNotEqualTo(idOf(api.post("{\"text\":\"a\"}")));
    }

    @Test
    void manyAtOnceWithOneKeyCreateOne() throws Exception {
        String text = "one " + UUID.randomUUID();
        List<Callable<HttpResponse<String>>> calls =
                Stream.generate(() -> (Callable<HttpResponse<String>>) () -> create("key-4", text))
                        .limit(24)
                        .toList();
        var ids = new HashSet<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(calls)) {
                ids.add(idOf(answer.get()));
            }
        }

        assertThat(ids).hasSize(1);
        assertThat(withText(text)).isEqualTo(1);
    }

    static Stream<String> noKeys() {
        return Stream.of("a".repeat(65), "with space");
    }

    @ParameterizedTest
    @MethodSource("noKeys")
    void aKeyOfAnotherFormIsInvalid(String key) {
        var answer = create(key, "never " + key.length());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(withText("never " + key.length())).isZero();
    }

    @Test
    void pagesShowEachOnceInOrder() {
        for (int i = 0; i < 5; i++) {
            idOf(api.post("{\"text\":\"page\"}"));
        }
        var seen = new ArrayList<String>();
        JsonNode page = json.readTree(api.get("/api/v1/notes?limit=2").body());
        while (true) {
            assertThat(page.get("items").size()).isLessThanOrEqualTo(2);
            page.get("items").forEach(note -> seen.add(note.get("id").asString()));
            if (page.get("next").isNull()) {
                break;
            }
            page =
                    json.readTree(
                            api.get("/api/v1/notes?limit=2&cursor=" + page.get("next").asString())
                                    .body());
        }

        assertThat(seen).isSorted().doesNotHaveDuplicates();
        assertThat(seen).hasSize((int) database.getCollection("notes").countDocuments());
    }
}
