package com.sanocrm.platform.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import com.sanocrm.platform.json.WireJson;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;
import org.springframework.boot.logging.structured.StructuredLogFormatter;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/**
 * One JSON line per event, in which personal data has no place to stand: the message is printed as
 * the constant it is in the code, never with its arguments; of key-values only the keys listed
 * here; of a throwable its class and where it was thrown, never its message, which libraries like
 * to fill with input.
 */
public final class SafeLogFormat implements StructuredLogFormatter<ILoggingEvent> {
    private static final Set<String> KEYS =
            Set.of(
                    "accountId",
                    "attempt",
                    "campaignId",
                    "conversationId",
                    "count",
                    "dataClass",
                    "durationMs",
                    "eventId",
                    "eventType",
                    "failure",
                    "instance",
                    "log",
                    "messageId",
                    "offset",
                    "partition",
                    "partnerId",
                    "port",
                    "service",
                    "size",
                    "status",
                    "topic",
                    "upstream",
                    "version");
    /* Their messages are about connections, settings and start-up. Others' may repeat what a client sent. */
    private static final List<String> TRUSTED_LOGGERS =
            List.of(
                    "com.sanocrm.",
                    "org.springframework.boot.",
                    "org.apache.kafka.",
                    "org.mongodb.");
    private static final int FRAMES = 30;

    private final JsonMapper json = WireJson.mapper();
    private final @Nullable String service;

    public SafeLogFormat(Environment environment) {
        this.service = environment.getProperty("spring.application.name");
    }

    @Override
    public String format(ILoggingEvent event) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", event.getInstant());
        line.put("level", event.getLevel().toString());
        if (service != null) {
            line.put("service", service);
        }
        line.put("logger", event.getLoggerName());
        if (TRUSTED_LOGGERS.stream().anyMatch(event.getLoggerName()::startsWith)) {
            line.put("message", event.getMessage());
        }
        String trace = event.getMDCPropertyMap().get("traceId");
        if (trace != null) {
            line.put("traceId", trace);
        }
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs != null) {
            pairs.stream()
                    .filter(pair -> KEYS.contains(pair.key))
                    .forEach(pair -> line.putIfAbsent(pair.key, String.valueOf(pair.value)));
        }
        if (event.getThrowableProxy() != null) {
            line.put("thrown", thrown(event.getThrowableProxy()));
        }
        return json.writeValueAsString(line) + "\n";
    }

    private static List<Map<String, Object>> thrown(IThrowableProxy outermost) {
        var chain = new java.util.ArrayList<Map<String, Object>>();
        for (IThrowableProxy one = outermost;
                one != null && chain.size() < 5;
                one = one.getCause()) {
            chain.add(
                    Map.of(
                            "class",
                            one.getClassName(),
                            "at",
                            Arrays.stream(one.getStackTraceElementProxyArray())
                                    .limit(FRAMES)
                                    .map(StackTraceElementProxy::getStackTraceElement)
                                    .map(StackTraceElement::toString)
                                    .toList()));
        }
        return chain;
    }
}
