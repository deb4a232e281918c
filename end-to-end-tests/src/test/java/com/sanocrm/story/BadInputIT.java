package com.sanocrm.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is sent to the gateway, the answer is a problem document, and nothing of it is stored.
 */
@ExtendWith(RunningStack.class)
class BadInputIT {
    /** In all that is sent, so that one look at the stores finds any of it. */
    private static final String MARK = "Mark" + UUID.randomUUID().toString().replace("-", "");

    private final Stack stack = RunningStack.STACK;
    private final Gateway gateway = stack.gateway();

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("malformed JSON", "{\"email\": \"MARK", 400, "invalid-request"),
                Arguments.of("not an object", "[\"MARK\"]", 400, "invalid-request"),
                Arguments.of("nothing", "", 400, "invalid-request"),
                Arguments.of(
                        "an unknown field",
                        "{\"subject\": \"MARK\", \"admin\": true}",
                        400,
                        "invalid-request"),
                Arguments.of(
                        "a doubled field",
                        "{\"subject\": \"MARK\", \"subject\": \"MARK\"}",
                        400,
                        "invalid-request"),
                Arguments.of("a wrong type", "{\"subject\": 7}", 400, "invalid-request"),
                Arguments.of(
                        "a document of a thousand levels",
                        "{\"subject\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}",
                        400,
                        "invalid-request"),
                Arguments.of(
                        "an operator where a string belongs",
                        "{\"partnerId\": {\"$ne\": null}, \"subject\": \"MARK\"}",
                        400,
                        "invalid-request"),
                Arguments.of(
                        "a value out of range",
                        "{\"partnerId\": \"no-id\", \"subject\": \"MARK\", \"category\": \"question\"}",
                        422,
                        "validation-failed"),
                Arguments.of(
                        "a body over the limit",
                        "{\"subject\": \"MARK" + "x".repeat(300_000) + "\"}",
                        413,
                        "payload-too-large"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void badBodiesAreRefused(String what, String body, int status, String problem)
            throws Exception {
        Session patient = stack.person("patient");

        Answer answer = gateway.post(patient, "/conversations", body.replace("MARK", MARK));

        answer.expectProblem(status, problem, what);
        assertThat(answer.headers().firstValue("content-type"))
                .hasValueSatisfying(
                        type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(answer.body().path("instance").asString()).matches("/traces/[0-9a-f]{32}");
        assertThat(answer.body().toString()).doesNotContain(MARK).doesNotContain("com.sanocrm");
    }

    @AfterAll
    static void theyLeaveNoTrace() throws Exception {
        assertThat(RunningStack.STACK.filesWith(MARK)).isEmpty();
    }

    static Stream<Arguments> tokens() {
        return Stream.of(
                Arguments.of("none", null),
                Arguments.of("not a token", "nonsense"),
                Arguments.of(
                        "an unsigned one", "eyJhbGciOiJub25lIn0.eyJhY2NvdW50X2lkIjoiYWNjXzEifQ."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tokens")
    void badTokensAreRefused(String what, String token) throws Exception {
        Session nobody = token == null ? null : new Session(what, "", () -> token);
        gateway.get(nobody, "/conversations").expectProblem(401, "unauthenticated", what);
    }

    @Test
    void idsOfOtherTenantsDoNotAppearToExist() throws Exception {
        Session admin2 = stack.person("partner-admin2");
        Session patient = stack.person("patient");
        String foreign = "/accounts/" + patient.accountId();
        String unknown = "/accounts/acc_" + UUID.randomUUID();
        Session clinician3 = stack.person("clinician3");

        Answer ofOther = gateway.get(clinician3, foreign);
        Answer ofNobody = gateway.get(clinician3, unknown);

        ofOther.expectProblem(404, "not-found", "a patient of another clinic");
        assertThat(ofOther.text("detail")).isEqualTo(ofNobody.text("detail"));
        gateway.get(admin2, foreign).expect(403, "a role that may not read accounts");
    }
}
