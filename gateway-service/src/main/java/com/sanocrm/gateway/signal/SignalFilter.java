package com.sanocrm.gateway.signal;

import com.sanocrm.contracts.events.BrowserSignalSeen;
import com.sanocrm.contracts.id.AccountId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells consent-service what the browser of a signed-in person says. For the request itself the
 * headers go on to the services, which honour them whatever is stored.
 */
@Component
@Order(SignalFilter.AFTER_LIMITS)
final class SignalFilter extends OncePerRequestFilter {
    /** The limits by account are at -90. */
    static final int AFTER_LIMITS = -80;

    private static final String ASKED = "1";
    private static final int DIGEST_BYTES = 8;

    private final BrowserSignals signals = new BrowserSignals();
    private final SignalTopic topic;
    private final Clock clock;

    SignalFilter(SignalTopic topic, Clock clock) {
        this.topic = topic;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SecurityContextHolder.getContext().getAuthentication()
                instanceof JwtAuthenticationToken person) {
            signal(person.getToken(), request)
                    .ifPresent(
                            signal ->
                                    signals.seen(
                                            signal, news -> topic.tell(news, signals::forget)));
        }
        chain.doFilter(request, response);
    }

    /** Of a person: a token without a session is a program's. */
    private Optional<BrowserSignalSeen> signal(Jwt token, HttpServletRequest request) {
        String session = token.getClaimAsString("sid");
        String account = token.getClaimAsString("account_id");
        if (session == null || account == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new BrowserSignalSeen(
                            new AccountId(account),
                            digest(session),
                            ASKED.equals(request.getHeader("Sec-GPC")),
                            ASKED.equals(request.getHeader("DNT")),
                            clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static String digest(String session) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(session.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
