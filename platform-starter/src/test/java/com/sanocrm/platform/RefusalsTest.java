package com.sanocrm.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.sanocrm.platform.app.NotesApplication;
import com.sanocrm.platform.test.TestPlatform;
import com.sanocrm.platform.test.TestTokens;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bad input is a problem document, never a 5xx, and nothing of it is stored. */
@SpringBootTest(
        classes = NotesApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestPlatform.class)
class RefusalsTest {
    @LocalServerPort private int port;
    @Autowired private MongoDatabase database;
    @Autowired private JsonMapper json;
    private NotesApi api = NotesApi.asOperator(0);
    private long stored;

    @BeforeEach
    void count() {
        api = NotesApi.asOperator(port);
        stored = notes();
    }

    private long notes() {
        return database.getCollection("notes").countDocuments();
    }

    private JsonNode assertProblem(HttpResponse<String> answer, int status, String name) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(
                        type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(answer.headers().allValues("Content-Type")).hasSize(1);
        String trace = answer.headers().firstValue("traceparent").orElseThrow().substring(3, 35);
        JsonNode problem = json.readTree(answer.body());
        assertThat(problem.get("type").asString()).isEqualTo("/problems/" + name);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("title").asString()).isNotBlank();
        assertThat(problem.get("instance").asString()).isEqualTo("/traces/" + trace);
        assertThat(answer.body()).doesNotContain("com.sanocrm", "Exception", "jackson");
        assertThat(notes()).as("nothing is stored").isEqualTo(stored);
        return problem;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "5",
                "\"text\"",
                "{",
                "{\"text\":\"a\"",
                "{\"text\":\"a\"}}",
                "{\"text\":\"a\"} {}",
                "{\"text\":\"a\",}",
                "{'text':'a'}",
                "{text:\"a\"}",
                "{\"text\":\"a\"/* no */}",
                "{\"text\":\"a\",\"text\":\"b\"}",
                "{\"text\":\"a\",\"other\":1}",
                "{\"text\":\"a\",\"$where\":\"1\"}",
                "{\"text\":\"a\",\"id\":\"par_1\"}",
                "{\"text\":5}",
                "{\"text\":true}",
                "{\"text\":{\"$ne\":null}}",
                "{\"text\":[\"a\"]}",
                "{\"text\":\"a\",\"stars\":\"3\"}",
                "{\"text\":\"a\",\"stars\":1.5}",
                "{\"text\":\"a\",\"stars\":true}",
                "{\"text\":\"a\",\"stars\":[]}",
                "{\"text\":\"a\",\"stars\":NaN}",
                "{\"text\":\"a\",\"stars\":01}",
                "\ufeff\u0000{}"
            })
    void whatIsNotTheRequestsJsonIsInvalid(String body) {
        assertProblem(api.post(body), 400, "invalid-request");
    }

    static Stream<Arguments> bombs() {
        return Stream.of(
                Arguments.of("depth", "{\"text\":" + "[".repeat(50_000)),
                Arguments.of("objects", "{\"a\":".repeat(40_000)),
                Arguments.of(
                        "a long number", "{\"text\":\"a\",\"stars\":1" + "0".repeat(100_000) + "}"),
                Arguments.of("an exponent", "{\"text\":\"a\",\"stars\":1e99999999}"),
                Arguments.of("a long string", "{\"text\":\"" + "a".repeat(200_000) + "\"}"),
                Arguments.of("a long name", "{\"" + "a".repeat(200_000) + "\":1}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void aJsonBombIsInvalid(String what, String body) {
        assertProblem(api.post(body), 400, "invalid-request");
    }

    @Test
    void anUnknownFieldIsNamed() {
        var problem =
                assertProblem(api.post("{\"text\":\"a\",\"a/b~c\":1}"), 400, "invalid-request");

        assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo("/a~1b~0c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"text\":\"a\",\"stars\":6} | /stars",
                "{\"text\":\"\"} | /text",
                "{\"text\":null} | /text",
                "{} | /text"
            })
    void aValueThatIsNotAllowedIsNamed(String body, String pointer) {
        var problem = assertProblem(api.post(body), 422, "validation-failed");

        assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo(pointer);
        assertThat(problem.at("/errors/0/detail").asString()).isNotBlank();
    }

    @Test
    void aNumberBeyondItsTypeIsRefused() {
        var answer = api.post("{\"text\":\"a\",\"stars\":99999999999}");

        assertThat(answer.statusCode()).isIn(400, 422);
        assertThat(notes()).isEqualTo(stored);
    }

    @Test
    void aBodyOverTheLimitIsTooLarge() {
        assertProblem(
                api.post("{\"text\":\"" + "a".repeat(256 * 1024) + "\"}"),
                413,
                "payload-too-large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "not a type"
            })
    void anotherMediaTypeIsUnsupported(String type) {
        assertProblem(
                api.post("{\"text\":\"a\"}", "Content-Type", type), 415, "unsupported-media-type");
    }

    @Test
    void anAnswerOfAnotherTypeCannotBeHad() {
        var answer = NotesApi.send(api.to("/api/v1/open").header("Accept", "application/xml"));

        assertProblem(answer, 406, "not-acceptable");
    }

    @Test
    void anotherMethodIsNotAllowed() {
        assertProblem(NotesApi.send(api.to("/api/v1/notes").DELETE()), 405, "method-not-allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/v1/nothing",
                "/error",
                "/api/v1/notes/par_00000000-0000-7000-8000-000000000000",
                "/api/v1/notes/$ne",
                "/api/v1/notes/x.y",
                "/actuator/health",
                "/actuator/env"
            })
    void whatIsNotThereIsNotFound(String path) {
        assertProblem(api.get(path), 404, "not-found");
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, 422",
        "limit=101, 422",
        "limit=-1, 422",
        "limit=many, 422",
        "limit=99999999999999999999, 422",
        "cursor=%21%21, 400",
        "cursor=%00, 400"
    })
    void aPageThatCannotBeIsRefused(String query, int status) {
        var answer = api.get("/api/v1/notes?" + query);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("/problems/");
    }

    @Test
    void aForgedCursorGivesAPageOfTheCallersOwn() {
        var answer = api.get("/api/v1/notes?cursor=JG5l");

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/notes;x=1", "/api/v1//notes", "/api/v1/notes/%2e%2e/open"})
    void aPathThatPlaysTricksIsInvalid(String path) {
        assertProblem(api.get(path), 400, "invalid-request");
    }

    @Test
    void aBugTellsNothing() {
        var answer = api.get("/api/v1/broken");

        assertProblem(answer, 500, "internal-error");
        assertThat(answer.body()).doesNotContain("secret detail");
    }

    static Map<String, String> badTokens() {
        return Map.of(
                "none",
                "",
                "nonsense",
                "nonsense",
                "foreign key",
                TestTokens.forged(claims -> claims.claim("account_id", TestTokens.newAccountId())),
                "foreign audience",
                TestTokens.token(claims -> claims.audience("other")),
                "foreign issuer",
                TestTokens.token(claims -> claims.issuer("http://other")),
                "expired",
                TestTokens.token(claims -> claims.expirationTime(new java.util.Date(0))),
                "ID token",
                TestTokens.token(claims -> claims.claim("typ", "ID")),
                "no account",
                TestTokens.token(claims -> {}),
                "account that is none",
                TestTokens.token(claims -> claims.claim("account_id", "somebody")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "nonsense",
                "foreign key",
                "foreign audience",
                "foreign issuer",
                "expired",
                "ID token",
                "no account",
                "account that is none"
            })
    void withoutAGoodTokenNobodyIsKnown(String what) {
        var stranger = new NotesApi(port, badTokens().getOrDefault(what, ""));

        var answer = stranger.post("{\"text\":\"a\"}");

        assertProblem(answer, 401, "unauthenticated");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    }

    @Test
    void theWrongRoleIsForbidden() {
        var patient = new NotesApi(port, TestTokens.token(TestTokens.newAccountId(), "patient"));

        assertProblem(patient.post("{\"text\":\"a\"}"), 403, "forbidden");
    }

    @Test
    void anOpenEndpointNeedsNoTokenButNoBadOneEither() {
        assertThat(new NotesApi(port, "").get("/api/v1/open").statusCode()).isEqualTo(200);
        assertProblem(new NotesApi(port, "nonsense").get("/api/v1/open"), 401, "unauthenticated");
    }

    @Test
    void theDescriptionIsOpenApi31OfTheGatewaysAddress() {
        JsonNode description = json.readTree(new NotesApi(port, "").get("/v3/api-docs").body());

        assertThat(description.get("openapi").asString()).startsWith("3.1");
        assertThat(description.at("/servers/0/url").asString()).isEqualTo("http://localhost:8080");
        assertThat(description.at("/components/securitySchemes/accessToken/scheme").asString())
                .isEqualTo("bearer");
        assertThat(description.at("/paths/~1api~1v1~1notes/post").isObject()).isTrue();
        assertThat(description.at("/paths/~1api~1v1~1notes/get/parameters").toString())
                .contains("\"limit\"", "\"cursor\"")
                .doesNotContain("\"page\"");
        assertThat(description.at("/paths/~1api~1v1~1notes/post/parameters").toString())
                .contains("Idempotency-Key")
                .doesNotContain("caller", "NewResource");
        assertThat(description.at("/paths/~1api~1v1~1open/get/security").isEmpty()).isTrue();
    }

    @Test
    void aBodyIsNotNeededToRead() {
        var answer =
                NotesApi.send(
                        api.to("/api/v1/notes")
                                .method("GET", BodyPublishers.ofString("{\"ignored\":1}")));

        assertThat(answer.statusCode()).isEqualTo(200);
    }
}
