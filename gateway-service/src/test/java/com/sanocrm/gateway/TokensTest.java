package com.sanocrm.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sanocrm.platform.test.TestTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TokensTest extends RunningGateway {
    private static final String ACCOUNT = TestTokens.newAccountId();

    static Stream<Arguments> badTokens() throws Exception {
        return Stream.of(
                Arguments.of("no token at all", "nonsense"),
                Arguments.of("alg=none", new PlainJWT(goodClaims()).serialize()),
                Arguments.of("the public key as HMAC secret", keyConfusion()),
                Arguments.of("foreign key", TestTokens.forged(TokensTest::person)),
                Arguments.of(
                        "other audience",
                        TestTokens.token(claims -> person(claims).audience("other"))),
                Arguments.of(
                        "no audience",
                        TestTokens.token(claims -> person(claims).audience((String) null))),
                Arguments.of(
                        "expired",
                        TestTokens.token(
                                claims ->
                                        person(claims)
                                                .expirationTime(
                                                        Date.from(
                                                                Instant.now().minusSeconds(60))))),
                Arguments.of(
                        "never expires",
                        TestTokens.token(claims -> person(claims).expirationTime(null))),
                Arguments.of(
                        "not yet",
                        TestTokens.token(
                                claims ->
                                        person(claims)
                                                .notBeforeTime(
                                                        Date.from(Instant.now().plusSeconds(60))))),
                Arguments.of(
                        "foreign issuer",
                        TestTokens.token(claims -> person(claims).issuer("https://evil.example"))),
                Arguments.of(
                        "an ID token",
                        TestTokens.token(claims -> person(claims).claim("typ", "ID"))),
                Arguments.of(
                        "a refresh token",
                        TestTokens.token(claims -> person(claims).claim("typ", "Refresh"))),
                Arguments.of("changed claims", tampered()));
    }

    private static JWTClaimsSet.Builder person(JWTClaimsSet.Builder claims) {
        return claims.claim("account_id", ACCOUNT)
                .claim("realm_access", Map.of("roles", List.of("patient")));
    }

    private static JWTClaimsSet goodClaims() throws ParseException {
        return SignedJWT.parse(TestTokens.token(TokensTest::person)).getJWTClaimsSet();
    }

    private static String keyConfusion() throws Exception {
        byte[] publicKey =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create(
                                                        TestTokens.issuer()
                                                                + "/protocol/openid-connect/certs"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofByteArray())
                        .body();
        var token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("test").build(),
                        goodClaims());
        try {
            token.sign(new MACSigner(publicKey));
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        return token.serialize();
    }

    private static String tampered() {
        String[] parts = TestTokens.token(TokensTest::person).split("\\.", -1);
        String[] other =
                TestTokens.token(claims -> person(claims).claim("account_id", "acc_x"))
                        .split("\\.", -1);
        return parts[0] + "." + other[1] + "." + parts[2];
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void aBadTokenReachesNoService(String why, String token) {
        var answer = send(to("/api/v1/purposes").header("Authorization", "Bearer " + token));

        assertThat(answer.statusCode()).as(why).isEqualTo(401);
        assertThat(answer.body()).contains("/problems/unauthenticated");
        assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(CONSENT.seen()).isEmpty();
    }

    @Test
    void aGoodTokenPasses() {
        String token = TestTokens.token(ACCOUNT, "patient");

        var answer = send(to("/api/v1/consents/me").header("Authorization", "Bearer " + token));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(CONSENT.last().header("Authorization")).isEqualTo("Bearer " + token);
    }

    @Test
    void withoutATokenTheServiceDecides() {
        assertThat(get("/api/v1/consents/me").statusCode()).isEqualTo(200);
        assertThat(CONSENT.last().header("Authorization")).isEmpty();
    }

    @Test
    void aTokenInTheUrlIsNone() {
        var answer =
                get("/api/v1/consents/me?access_token=" + TestTokens.token(ACCOUNT, "patient"));

        assertThat(answer.statusCode()).isIn(200, 400, 401);
        CONSENT.seen().forEach(seen -> assertThat(seen.header("Authorization")).isEmpty());
    }
}
