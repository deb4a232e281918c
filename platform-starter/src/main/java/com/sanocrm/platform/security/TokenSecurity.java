package com.sanocrm.platform.security;

import com.sanocrm.platform.problem.ProblemType;
import com.sanocrm.platform.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
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

    /** Keycloak's mark of an access token; an ID or refresh token is none. */
    private static final String ACCESS_TOKEN_TYPE = "Bearer";

    @Bean
    JwtDecoder accessTokens(TokenSettings settings) {
        var decoder =
                NimbusJwtDecoder.withJwkSetUri(settings.keysUri())
                        .jwsAlgorithm(SignatureAlgorithm.RS256)
                        .build();
        decoder.setJwtValidator(accessTokenRules(settings.issuer()));
        return token -> {
            try {
                return decoder.decode(token);
            } catch (BadJwtException bad) {
                throw bad;
            } catch (JwtException unverifiable) {
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
