package com.sanocrm.gateway.route;

import com.sanocrm.platform.problem.ProblemType;
import com.sanocrm.platform.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A service that dies while it answers is away, not a fault of the gateway. Where part of the
 * answer has left already, the connection is cut, so that nobody takes a part for the whole.
 */
@Component
@Order(0)
final class BrokenAnswers extends OncePerRequestFilter {
    private final ProblemWriter problems;

    BrokenAnswers(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (UpstreamHttp.BrokenAnswerException broken) {
            if (response.isCommitted()) {
                throw broken;
            }
            response.resetBuffer();
            response.setContentLengthLong(-1);
            response.setHeader(HttpHeaders.ETAG, null);
            problems.write(response, ProblemType.UNAVAILABLE, ReplicaExchange.UNKNOWN_OUTCOME);
        }
    }
}
