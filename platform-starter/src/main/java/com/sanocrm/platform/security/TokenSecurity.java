package com.sanocrm.platform.security;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.sanocrm.platform.problem.ProblemType;
import com.sanocrm.platform.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Checks access tokens: RS256 only, issuer, audience, time and type, and that they name an account.
 * Which operation is open and which role may call which is said at the operation, by {@link Access}
 * and {@link OpenAccess}.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TokenSettings.class)
public class TokenSecurity {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int READ_MILLIS = 5_000;
    private static final int LARGEST_KEY_SET = 64 * 1024;
    private static final long KEPT_WHILE_AWAY_MILLIS = 3_600_000;
    private static final long BETWEEN_FETCHES_MILLIS = 2_000;

    /** Keycloak's mark of an access token; an ID or refresh token is none. */
    private static final String ACCESS_TOKEN_TYPE = "Bearer";

    /**
     * Keys are fetched when first needed, kept while the issuer is away, and asked for again at
     * most once in two seconds, whatever key ids strangers make up.
     */
    @Bean
    JwtDecoder accessTokens(TokenSettings settings) throws MalformedURLException {
        JWKSource<SecurityContext> keys =
                JWKSourceBuilder.<SecurityContext>create(
                                URI.create(settings.keysUri()).toURL(),
                                new DefaultResourceRetriever(
                                        CONNECT_MILLIS, READ_MILLIS, LARGEST_KEY_SET))
                        .outageTolerant(KEPT_WHILE_AWAY_MILLIS)
                        .rateLimited(BETWEEN_FETCHES_MILLIS)
                        .build();
        NimbusJwtDecoder decoder =
                NimbusJwtDecoder.withJwkSource(keys).jwsAlgorithm(SignatureAlgorithm.RS256).build();
        decoder.setJwtValidator(accessTokenRules(settings.issuer()));
        var keysAreKnown = new AtomicBoolean();
        return token -> {
            try {
                Jwt good = decoder.decode(token);
                keysAreKnown.set(true);
                return good;
            } catch (BadJwtException bad) {
                throw bad;
            } catch (JwtException unverifiable) {
                if (keysAreKnown.get()
                        && unverifiable.getCause() instanceof RateLimitReachedException) {
                    throw new BadJwtException("the token's key is not the issuer's", unverifiable);
                }
                throw new IssuerAwayException(unverifiable);
            }
        };
    }

    /** The token may be good, but the issuer's keys cannot be had. */
    private static final class IssuerAwayException extends AuthenticationException {
        private static final long serialVersionUID = 1L;

        IssuerAwayException(Throwable cause) {
            super("the issuer's keys cannot be read", cause);
        }
    }

    static OAuth2TokenValidator<Jwt> accessTokenRules(String issuer) {
        return new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(java.time.Duration.ofSeconds(5)),
                new JwtIssuerValidator(issuer),
                new JwtClaimValidator<List<String>>(
                        "aud",
                        audience -> audience != null && audience.contains(TokenSettings.AUDIENCE)),
                new JwtClaimValidator<Object>("exp", Objects::nonNull),
                new JwtClaimValidator<String>("typ", ACCESS_TOKEN_TYPE::equals));
    }

    /**
     * What needs no token is decided at the operation; here a token, where there is one, must be
     * good.
     */
    @Bean
    SecurityFilterChain tokenChecks(HttpSecurity http, ProblemWriter problems) throws Exception {
        return http.csrf(csrf -> csrf.disable())
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .httpBasic(basic -> basic.disable())
                .formLogin(form -> form.disable())
                .anonymous(anonymous -> anonymous.disable())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .oauth2ResourceServer(
                        tokens ->
                                tokens.jwt(jwt -> {})
                                        .authenticationEntryPoint(
                                                (request, response, failure) ->
                                                        write(response, failure, problems)))
                .build();
    }

    private static void write(
            HttpServletResponse response, AuthenticationException failure, ProblemWriter problems)
            throws IOException {
        if (failure instanceof IssuerAwayException) {
            problems.write(
                    response,
                    ProblemType.UNAVAILABLE,
                    "The token cannot be checked now. Try again in a few seconds.");
        } else {
            problems.write(
                    response,
                    ProblemType.UNAUTHENTICATED,
                    "Send a valid, unexpired access token of this platform.");
        }
    }
}
