package com.sanocrm.messaging.live;

import static com.sanocrm.platform.security.Role.CLINICIAN;
import static com.sanocrm.platform.security.Role.PATIENT;

import com.mongodb.MongoException;
import com.sanocrm.messaging.conversation.Activity;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
class StreamController {
    private static final Logger log = LoggerFactory.getLogger(StreamController.class);
    private static final String STREAM = "message.stream";
    private static final String RESOURCE = "conversation";
    private static final Duration RECONNECT = Duration.ofSeconds(1);

    private final LiveStreams streams;
    private final AuditTrail trail;
    private final AuditRecords records;
    private final JsonMapper json;
    private final Clock clock;

    StreamController(
            LiveStreams streams,
            AuditTrail trail,
            AuditRecords records,
            JsonMapper json,
            Clock clock) {
        this.streams = streams;
        this.trail = trail;
        this.records = records;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Ends with the access token; the client resumes with a fresh one. That somebody listens is
     * recorded before the first word; what is said are ids and times, and to read what they name is
     * recorded on its own.
     */
    @GetMapping(path = "/api/v1/messages/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Access(
            roles = {PATIENT, CLINICIAN},
            action = STREAM,
            resource = RESOURCE)
    void stream(
            @Parameter(hidden = true) Caller caller,
            @Parameter(hidden = true) JwtAuthenticationToken token,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            @Parameter(hidden = true) HttpServletResponse response) {
        LiveStream stream = streams.open(caller, lastEventId);
        Instant expiry = token.getToken().getExpiresAt();
        try {
            trail.record(records.success(caller, STREAM, listener(caller)));
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setHeader("X-Accel-Buffering", "no");
            stream.run(
                    new Written(response.getOutputStream()),
                    expiry == null ? clock.instant() : expiry);
        } catch (IOException clientLeft) {
            log.atDebug().log("A stream's client left");
        } catch (MongoException storeAway) {
            log.atWarn().log("A stream ends because the store is away; its client resumes");
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            streams.remove(stream);
        }
    }

    private static Target listener(Caller caller) {
        return new Target(
                caller.partnerId(), caller.is(PATIENT) ? caller.accountId() : null, RESOURCE, null);
    }

    /** The frames of the WHATWG's Server-Sent Events. */
    private final class Written implements LiveStream.Frames {
        private final OutputStream out;

        Written(OutputStream out) throws IOException {
            this.out = out;
            write("retry: " + RECONNECT.toMillis() + "\n\n");
        }

        @Override
        public void event(Activity activity, StreamPosition position) throws IOException {
            write(
                    "event: %s\nid: %s\ndata: %s\n\n"
                            .formatted(
                                    activity.name(),
                                    position,
                                    json.writeValueAsString(activity.data())));
        }

        /** An id without data moves the client's position and is no event to it. */
        @Override
        public void heartbeat(StreamPosition position) throws IOException {
            write(":\nid: %s\n\n".formatted(position));
        }

        private void write(String frame) throws IOException {
            out.write(frame.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }
}
