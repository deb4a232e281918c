package com.sanocrm.platform.trace;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;

/** Every answer, an error too, names its trace. */
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
public final class TraceHeaderFilter extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String traceparent = Traces.current();
        if (traceparent != null) {
            response.setHeader(Traces.HEADER, traceparent);
        }
        chain.doFilter(request, response);
    }
}
