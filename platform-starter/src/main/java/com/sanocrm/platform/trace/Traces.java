package com.sanocrm.platform.trace;

import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The W3C trace context of the current thread, as Micrometer Tracing keeps it for the logs. */
public final class Traces {
    public static final String HEADER = "traceparent";

    /** The trace id outside a trace. */
    public static final String NONE = "0".repeat(32);

    private static final Pattern TRACEPARENT =
            Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private Traces() {}

    /** The trace id, 32 hexadecimal digits; all zero outside a trace. */
    public static String currentTraceId() {
        String id = MDC.get("traceId");
        return id == null ? NONE : id;
    }

    /** The {@code traceparent} to pass on; null outside a trace. */
    public static @Nullable String current() {
        String trace = MDC.get("traceId");
        String span = MDC.get("spanId");
        return trace == null || span == null ? null : "00-" + trace + "-" + span + "-01";
    }

    /** A {@code traceparent} for an answer that no trace belongs to. */
    public static String random() {
        var random = ThreadLocalRandom.current();
        return "00-%016x%016x-%016x-00"
                .formatted(random.nextLong() | 1, random.nextLong(), random.nextLong() | 1);
    }

    /** The trace id of a {@code traceparent}. */
    public static String traceId(String traceparent) {
        return isValid(traceparent) ? traceparent.substring(3, 35) : NONE;
    }

    static boolean isValid(String traceparent) {
        return TRACEPARENT.matcher(traceparent).matches();
    }
}
