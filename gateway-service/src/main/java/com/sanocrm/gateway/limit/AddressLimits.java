package com.sanocrm.gateway.limit;

import com.sanocrm.platform.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Limits by client address what has no token, and more tightly what creates accounts or tries
 * secrets. A token, good or bad, is not counted here: checking one costs less than a refusal saves,
 * and a stranger behind the same address must not lock anybody out. Nor are unsubscribe links among
 * the secrets: 128 bits are not guessed, and a mail provider posts everybody's one-clicks (RFC
 * 8058) from a few addresses.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 12)
final class AddressLimits extends OncePerRequestFilter {
    private static final Pattern GUARDED =
            Pattern.compile(
                    "/api/v1/(registrations|partners/[^/]+/registrations|newsletter/.*"
                            + "|child-reports|parent-verifications/.*|email-confirmations/.*)");
    private static final int IPV6_PREFIX_BYTES = 8;

    private final Buckets anonymous;
    private final Buckets guarded;
    private final ProblemWriter problems;

    AddressLimits(LimitSettings settings, ProblemWriter problems) {
        this.anonymous = new Buckets(settings.address());
        this.guarded = new Buckets(settings.guarded());
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getHeader(HttpHeaders.AUTHORIZATION) == null) {
            String address = network(request.getRemoteAddr());
            Duration wait = anonymous.take(address);
            if (wait.isZero() && isGuarded(request)) {
                wait = guarded.take(address);
            }
            if (!wait.isZero()) {
                TooManyRequests.answer(response, problems, wait);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private static boolean isGuarded(HttpServletRequest request) {
        return request.getMethod().equals("POST")
                && GUARDED.matcher(request.getRequestURI()).matches();
    }

    /** An IPv4 address, or the /64 that an IPv6 host usually has for itself. */
    static String network(String address) {
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(six.getAddress(), 0, IPV6_PREFIX_BYTES)
                    : address;
        } catch (IllegalArgumentException noLiteral) {
            return address;
        }
    }
}
