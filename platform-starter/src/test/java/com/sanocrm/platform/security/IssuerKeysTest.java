package com.sanocrm.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sanocrm.platform.test.TestTokens;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** The issuer is asked for its keys as seldom as can be. */
class IssuerKeysTest {
    private final AtomicInteger fetches = new AtomicInteger();
    private HttpServer issuer = server();
    private JwtDecoder tokens = decoder();

    private HttpServer server() {
        try {
            return HttpServer.create(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        } catch (java.io.IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private JwtDecoder decoder() {
        try {
            return new TokenSecurity()
                    .accessTokens(
                            new TokenSettings(
                                    TestTokens.issuer(),
                                    "http://127.0.0.1:" + issuer.getAddress().getPort() + "/keys"));
        } catch (java.net.MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @BeforeEach
    void serveKeys() throws Exception {
        byte[] keys =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create(
                                                        TestTokens.issuer()
                                                                + "/protocol/openid-connect/certs"))
                                        .build(),
                                BodyHandlers.ofByteArray())
                        .body();
        issuer.createContext(
                "/keys",
                exchange -> {
                    try (exchange) {
                        fetches.incrementAndGet();
                        exchange.sendResponseHeaders(200, keys.length);
                        exchange.getResponseBody().write(keys);
                    }
                });
    }

    @AfterEach
    void stop() {
        issuer.stop(0);
    }

    private static String withUnknownKey() throws Exception {
        RSAKey key = new RSAKeyGenerator(2048).generate();
        var token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID("key-" + System.nanoTime())
                                .build(),
                        new JWTClaimsSet.Builder().issuer(TestTokens.issuer()).build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    @Test
    void madeUpKeyIdsDoNotReachTheIssuer() throws Exception {
        issuer.start();
        tokens.decode(TestTokens.token(TestTokens.newAccountId(), "patient"));
        String foreign = withUnknownKey();

        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> tokens.decode(foreign)).isInstanceOf(BadJwtException.class);
        }

        assertThat(fetches.get()).isLessThanOrEqualTo(4);
    }

    @Test
    void liveTokensKeepWorkingWhileTheIssuerIsAway() {
        issuer.start();
        tokens.decode(TestTokens.token(TestTokens.newAccountId(), "patient"));

        issuer.stop(0);

        assertThat(tokens.decode(TestTokens.token(TestTokens.newAccountId(), "patient")))
                .isNotNull();
    }

    @Test
    void anIssuerThatWasNeverThereIsNotTheTokensFault() {
        issuer.start();
        issuer.stop(0);
        String good = TestTokens.token(TestTokens.newAccountId(), "patient");

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> tokens.decode(good))
                    .isInstanceOf(AuthenticationException.class);
        }
    }
}
