package com.sanocrm.gateway.limit;

import com.sanocrm.platform.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Limits by account, after the token was found good. */
@Component
@Order(AccountLimits.AFTER_TOKEN_CHECK)
final class AccountLimits extends OncePerRequestFilter {
    /** Spring Security's filters are at -100. */
    static final int AFTER_TOKEN_CHECK = -90;

    private final Buckets accounts;
    private final ProblemWriter problems;

    AccountLimits(LimitSettings settings, ProblemWriter problems) {
        this.accounts = new Buckets(settings.account());
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SecurityContextHolder.getContext().getAuthentication()
                instanceof JwtAuthenticationToken caller) {
            String account = caller.getToken().getClaimAsString("account_id");
            Duration wait = accounts.take(account == null ? caller.getName() : account);
            if (!wait.isZero()) {
                TooManyRequests.answer(response, problems, wait);
                return;
            }
        }
        chain.doFilter(request, response);
    }
}
