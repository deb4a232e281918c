package com.sanocrm.analytics.stream;

import com.sanocrm.contracts.events.DeidentifiedEvent;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Role;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
class StreamEndpoints {
    private static final Logger log = LoggerFactory.getLogger(StreamEndpoints.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    /* Short, so that an end is noticed. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final LiveStreams streams;
    private final JsonMapper json;
    private final Clock clock;

    StreamEndpoints(LiveStreams streams, JsonMapper json, Clock clock) {
        this.streams = streams;
        this.json = json;
        this.clock = clock;
    }

    /** The frames carry no id: one that tells the order would tell more than the topic does. */
    @GetMapping(
            path = "/api/v1/analytics/events/stream",
            produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Access(
            roles = Role.ANALYST,
            action = "analytics.stream",
            resource = "deidentified-event",
            unrecorded = "what is de-identified tells of no person")
    void stream(JwtAuthenticationToken token, HttpServletResponse response) {
        LiveStream stream = streams.open();
        Instant expiry = token.getToken().getExpiresAt();
        try {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setHeader("X-Accel-Buffering", "no");
            write(response.getOutputStream(), stream, expiry == null ? clock.instant() : expiry);
        } catch (IOException clientLeft) {
            log.atDebug().log("A stream's client left");
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            streams.close(stream);
        }
    }

    private void write(OutputStream out, LiveStream stream, Instant until)
            throws IOException, InterruptedException {
        Instant heartbeat = clock.instant();
        while (!stream.isEnded() && clock.instant().isBefore(until)) {
            if (!clock.instant().isBefore(heartbeat)) {
                frame(out, ":\n\n");
                heartbeat = clock.instant().plus(HEARTBEAT);
            }
            DeidentifiedEvent event = stream.next(PATIENCE);
            if (event != null) {
                frame(
                        out,
                        "event: %s\ndata: %s\n\n"
                                .formatted(event.kind(), json.writeValueAsString(event)));
            }
        }
    }

    private static void frame(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
