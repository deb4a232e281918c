package com.sanocrm.platform.problem;

import com.sanocrm.platform.json.WireJson;
import com.sanocrm.platform.trace.Traces;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * The last place that sees an error: what the container or a firewall refuses before any controller
 * is asked (a request that is no HTTP, a header over the limit, TRACE), and what nobody caught. The
 * container makes it by its class name.
 */
public final class ContainerProblems extends ErrorReportValve {
    private static final int FIRST_ERROR = 400;

    private final JsonMapper json = WireJson.mapper();

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (response.getStatus() < FIRST_ERROR
                || response.getContentWritten() > 0
                || !response.setErrorReported()) {
            return;
        }
        var writable = new AtomicBoolean();
        response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, writable);
        if (!writable.get()) {
            return;
        }
        ProblemType type = ProblemType.ofStatus(response.getStatus());
        String traceparent = response.getHeader(Traces.HEADER);
        if (traceparent == null) {
            traceparent = Traces.random();
            response.setHeader(Traces.HEADER, traceparent);
        }
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        var problem =
                new ProblemDocument(
                        type.uri(),
                        type.title(),
                        response.getStatus(),
                        "See the API's description at /docs.",
                        "/traces/" + Traces.traceId(traceparent),
                        null);
        try (OutputStream out = response.getOutputStream()) {
            out.write(json.writeValueAsBytes(problem));
        } catch (IOException | IllegalStateException clientIsGone) {
            // There is nobody left to tell.
        }
    }
}
