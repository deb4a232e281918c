package com.sanocrm.platform.test;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An issuer of access tokens like the realm's, with its key set served over HTTP. */
public final class TestTokens {
    public static final String AUDIENCE = "sano-platform";
    private static final RSAKey KEY = newKey();
    private static final HttpServer SERVER = serve();

    private TestTokens() {}

    /** The {@code iss} of the tokens. */
    public static String issuer() {
        return "http://127.0.0.1:" + SERVER.getAddress().getPort() + "/realms/sano";
    }

    /** A new account id, {@code acc_…}. */
    public static String newAccountId() {
        return "acc_" + UUID.randomUUID();
    }

    /** A good token of a person without a partner. */
    public static String token(String accountId, String... roles) {
        return staffToken(accountId, null, roles);
    }

    /**
     * A good token of a partner's staff or system client.
     *
     * @param partnerId null for everybody else
     */
    public static String staffToken(String accountId, @Nullable String partnerId, String... roles) {
        return token(
                claims -> {
                    claims.claim("account_id", accountId);
                    claims.claim("realm_access", Map.of("roles", List.of(roles)));
                    if (partnerId != null) {
                        claims.claim("partner_id", partnerId);
                    }
                });
    }

    /** A token that is good but for what is changed. */
    public static String token(Consumer<JWTClaimsSet.Builder> change) {
        return sign(KEY, change);
    }

    /** A token signed with a key that is not the issuer's. */
    public static String forged(Consumer<JWTClaimsSet.Builder> change) {
        return sign(newKey(), change);
    }

    private static String sign(RSAKey key, Consumer<JWTClaimsSet.Builder> change) {
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(issuer())
                        .audience(AUDIENCE)
                        .subject(UUID.randomUUID().toString())
                        .jwtID(UUID.randomUUID().toString())
                        .claim("typ", "Bearer")
                        .issueTime(new Date())
                        .expirationTime(Date.from(Instant.now().plusSeconds(300)));
        change.accept(claims);
        var header =
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(KEY.getKeyID())
                        .type(JOSEObjectType.JWT)
                        .build();
        var token = new SignedJWT(header, claims.build());
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        return token.serialize();
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("test").generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static HttpServer serve() {
        try {
            var server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
            byte[] keys = new JWKSet(KEY.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
            server.createContext(
                    "/realms/sano/protocol/openid-connect/certs",
                    exchange -> {
                        try (exchange) {
                            exchange.getResponseHeaders().set("Content-Type", "application/json");
                            exchange.sendResponseHeaders(200, keys.length);
                            exchange.getResponseBody().write(keys);
                        }
                    });
            server.start();
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
