package com.sanocrm.gateway.limit;

import com.sanocrm.platform.PlatformSettings;
import com.sanocrm.platform.problem.ProblemType;
import com.sanocrm.platform.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Registrations that a browser sends come from a page of ours, the embedded form among them. One
 * from any other page goes no further, and nothing of it is kept.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 11)
final class FormOrigins extends OncePerRequestFilter {
    static final ProblemType NOT_ALLOWED =
            new ProblemType("origin-not-allowed", 403, "A page of this origin may not do this");
    private static final String REGISTRATIONS = "/api/v1/registrations";

    private final String own;
    private final ProblemWriter problems;

    FormOrigins(PlatformSettings settings, ProblemWriter problems) {
        URI url = settings.publicUrl();
        this.own = url.getScheme() + "://" + url.getRawAuthority();
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null
                && request.getRequestURI().startsWith(REGISTRATIONS)
                && !origin.equals(own)) {
            problems.write(response, NOT_ALLOWED, "Use the form on the site of the clinic.");
        } else {
            chain.doFilter(request, response);
        }
    }
}
