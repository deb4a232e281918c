package com.sanocrm.gateway.limit;

import com.sanocrm.platform.problem.ProblemType;
import com.sanocrm.platform.problem.ProblemWriter;
import com.sanocrm.platform.web.RequestBodyFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bounds every body in size and time: 256 KiB, attachments 10 MiB and their multipart frame. A body
 * over the limit is cut where it crosses it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 15)
final class BodyLimits extends OncePerRequestFilter {
    private static final Pattern ATTACHMENTS =
            Pattern.compile("/api/v1/conversations/[^/]+/attachments");
    private static final long ATTACHMENT = 10L * 1024 * 1024 + 64 * 1024;

    private final LimitSettings settings;
    private final ProblemWriter problems;

    BodyLimits(LimitSettings settings, ProblemWriter problems) {
        this.settings = settings;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean attachment =
                BoundedBody.isStreamed(request)
                        && ATTACHMENTS.matcher(request.getRequestURI()).matches();
        long limit = attachment ? ATTACHMENT : RequestBodyFilter.LIMIT;
        Duration time = attachment ? settings.attachmentTime() : settings.bodyTime();
        if (request.getContentLengthLong() > limit) {
            refuse(response, ProblemType.PAYLOAD_TOO_LARGE);
            return;
        }
        try (var body = new BoundedBody(request, limit, time)) {
            chain.doFilter(body.request(), response);
        } catch (IOException | ServletException | RuntimeException failure) {
            if (!BoundedBody.failed(request) || response.isCommitted()) {
                throw failure;
            }
            refuse(response, BoundedBody.failure(request));
        }
    }

    private void refuse(HttpServletResponse response, ProblemType type) throws IOException {
        response.setHeader("Connection", "close");
        problems.write(response, type, BoundedBody.DETAIL);
    }
}
