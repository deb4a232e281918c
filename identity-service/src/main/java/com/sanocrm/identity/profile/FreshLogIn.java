package com.sanocrm.identity.profile;

import com.sanocrm.platform.problem.ProblemDocument;
import com.sanocrm.platform.problem.ProblemType;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Whether somebody has just proved again who they are, and the challenge to do so (OAuth 2.0 Step
 * Up Authentication, RFC 9470): the client asks for a log-in with that {@code acr} and {@code
 * max_age} and calls again.
 */
final class FreshLogIn {
    static final Duration MAX_AGE = Duration.ofMinutes(5);
    /* Keycloak's level of a log-in with the secret itself; 0 is a session that was remembered. */
    private static final int LEVEL = 1;
    private static final ProblemType NEEDED =
            new ProblemType("step-up-required", 401, "A fresh log-in is needed");

    private FreshLogIn() {}

    static boolean isIn(Jwt token, Instant now) {
        Instant authenticated = token.getClaimAsInstant("auth_time");
        return authenticated != null
                && authenticated.plus(MAX_AGE).isAfter(now)
                && level(token.getClaimAsString("acr")) >= LEVEL;
    }

    private static int level(@Nullable String acr) {
        return acr != null && acr.matches("[0-9]{1,4}") ? Integer.parseInt(acr) : 0;
    }

    static ResponseEntity<ProblemDocument> challenge() {
        ResponseEntity<ProblemDocument> answer =
                ProblemDocument.answer(NEEDED, "Log in again, then repeat the call.");
        return ResponseEntity.status(answer.getStatusCode())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(
                        HttpHeaders.WWW_AUTHENTICATE,
                        """
                        Bearer error="insufficient_user_authentication", \
                        error_description="A fresh log-in is needed", \
                        acr_values="%d", max_age="%d\""""
                                .formatted(LEVEL, MAX_AGE.toSeconds()))
                .body(answer.getBody());
    }
}
