package com.sanocrm.gateway.page;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** The headers by which a browser limits what an answer can do; on every answer. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
final class AnswerHeaders extends OncePerRequestFilter {
    private static final String CSP = "Content-Security-Policy";
    private static final String FRAMES = "X-Frame-Options";
    private static final String NOTHING =
            "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    private static final String OWN_PAGES =
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'";

    /** Swagger UI sets style attributes and draws its icons from data URIs. */
    private static final String API_DOCS =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
                    + " img-src 'self' data:; connect-src 'self'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'";

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI();
        response.setHeader(CSP, policy(path));
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        boolean embedded = path.startsWith("/embed/");
        if (embedded) {
            /* Partners' pages load it; which may show it, its policy says. */
            response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
        } else {
            response.setHeader(FRAMES, "DENY");
            response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        }
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        if (isApi(path)) {
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        if (request.isSecure()) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
        chain.doFilter(request, new OneOfEach(response, embedded));
    }

    private static boolean isApi(String path) {
        return path.startsWith("/api/") || path.startsWith("/v3/");
    }

    private static String policy(String path) {
        if (isApi(path) || path.startsWith("/embed/")) {
            return NOTHING;
        }
        return path.startsWith("/docs") || path.startsWith("/swagger-ui") ? API_DOCS : OWN_PAGES;
    }

    /** One value each: a service's page may state a policy of its own; two would be intersected. */
    private static final class OneOfEach extends HttpServletResponseWrapper {
        private final boolean framed;

        /**
         * @param framed whether the policy alone says who may show the page
         */
        OneOfEach(HttpServletResponse response, boolean framed) {
            super(response);
            this.framed = framed;
        }

        @Override
        public void setHeader(String name, String value) {
            if (!framed || !name.equalsIgnoreCase(FRAMES)) {
                super.setHeader(name, value);
            }
        }

        @Override
        public void addHeader(String name, String value) {
            if (name.equalsIgnoreCase(CSP) || name.equalsIgnoreCase(HttpHeaders.CACHE_CONTROL)) {
                setHeader(name, value);
            } else {
                super.addHeader(name, value);
            }
        }
    }
}
