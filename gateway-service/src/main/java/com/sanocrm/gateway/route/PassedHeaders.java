package com.sanocrm.gateway.route;

import com.sanocrm.platform.trace.Traces;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.RequestHttpHeadersFilter;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.ResponseHttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The headers that pass the gateway; no other does, in either direction. So a client cannot say who
 * it is by a header ({@code X-Forwarded-*}, {@code X-User*}), services get no cookies, and nothing
 * tells what a service is made of.
 */
final class PassedHeaders {
    private static final Set<String> TO_SERVICE =
            ignoringCase(
                    HttpHeaders.ACCEPT,
                    HttpHeaders.ACCEPT_LANGUAGE,
                    HttpHeaders.AUTHORIZATION,
                    HttpHeaders.CONTENT_TYPE,
                    HttpHeaders.IF_MATCH,
                    HttpHeaders.IF_NONE_MATCH,
                    HttpHeaders.RANGE,
                    "DNT",
                    "Idempotency-Key",
                    "Last-Event-ID",
                    "Sec-GPC",
                    "tracestate");
    private static final Set<String> TO_CLIENT =
            ignoringCase(
                    HttpHeaders.ACCEPT_RANGES,
                    HttpHeaders.ALLOW,
                    HttpHeaders.CONTENT_DISPOSITION,
                    HttpHeaders.CONTENT_LANGUAGE,
                    HttpHeaders.CONTENT_LENGTH,
                    HttpHeaders.CONTENT_RANGE,
                    HttpHeaders.CONTENT_TYPE,
                    HttpHeaders.ETAG,
                    HttpHeaders.LAST_MODIFIED,
                    HttpHeaders.LINK,
                    HttpHeaders.LOCATION,
                    HttpHeaders.RETRY_AFTER,
                    HttpHeaders.VARY,
                    HttpHeaders.WWW_AUTHENTICATE,
                    "Content-Security-Policy");

    private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.:\\[\\]-]{1,255}");

    private PassedHeaders() {}

    private static Set<String> ignoringCase(String... names) {
        var set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(List.of(names));
        return set;
    }

    private static HttpHeaders only(Set<String> names, HttpHeaders all) {
        var passed = new HttpHeaders();
        all.forEach(
                (name, values) -> {
                    if (names.contains(name)) {
                        passed.addAll(name, values);
                    }
                });
        return passed;
    }

    /** Of a page's address nothing more is needed, and a path may tell about a person's health. */
    private static Optional<String> originOf(@Nullable String page) {
        return Optional.ofNullable(page)
                .map(ORIGIN::matcher)
                .filter(Matcher::lookingAt)
                .map(Matcher::group);
    }

    /** What a service is told: what the client sent of these, and the trace. */
    static final class ToService implements RequestHttpHeadersFilter, Ordered {
        @Override
        public HttpHeaders apply(HttpHeaders client, ServerRequest request) {
            HttpHeaders passed = only(TO_SERVICE, client);
            if (request.path().startsWith("/embed/")) {
                originOf(client.getFirst(HttpHeaders.REFERER))
                        .ifPresent(origin -> passed.set(HttpHeaders.REFERER, origin));
            }
            String trace = Traces.current();
            if (trace != null) {
                passed.set(Traces.HEADER, trace);
            }
            return passed;
        }

        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE;
        }
    }

    /**
     * What a client is told. Answers are not stored, but those of which a service says that they
     * never change and are for who asked alone: full tiles of the audit log.
     */
    static final class ToClient implements ResponseHttpHeadersFilter, Ordered {
        @Override
        public HttpHeaders apply(HttpHeaders service, ServerResponse response) {
            HttpHeaders passed = only(TO_CLIENT, service);
            String storing = service.getCacheControl();
            if (storing != null && storing.contains("private") && storing.contains("immutable")) {
                passed.setCacheControl(storing);
            }
            return passed;
        }

        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE;
        }
    }
}
