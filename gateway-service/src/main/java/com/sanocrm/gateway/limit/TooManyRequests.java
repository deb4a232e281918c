package com.sanocrm.gateway.limit;

import com.sanocrm.platform.problem.ProblemType;
import com.sanocrm.platform.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;

/** Tells a client to wait. */
final class TooManyRequests {
    static final ProblemType TYPE =
            new ProblemType("too-many-requests", 429, "Too many requests in a short time");

    private TooManyRequests() {}

    static void answer(HttpServletResponse response, ProblemWriter problems, Duration wait)
            throws IOException {
        response.setHeader(
                HttpHeaders.RETRY_AFTER, Long.toString(wait.plusMillis(999).toSeconds()));
        problems.write(response, TYPE, "Wait for the seconds of Retry-After.");
    }
}
