package com.sanocrm.platform.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.sanocrm.platform.test.Promise;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Promise("P-13")
class SafeLogFormatTest {
    private static final String CANARY = "canary@example.org";
    private static final String OURS = "com.sanocrm.messaging.Conversations";
    private static final JsonMapper JSON = new JsonMapper();

    private final SafeLogFormat format =
            new SafeLogFormat(
                    new MockEnvironment()
                            .withProperty("spring.application.name", "messaging-service"));

    private String line(
            String logger,
            String message,
            @Nullable Throwable thrown,
            Object[] arguments,
            KeyValuePair... pairs) {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        var event =
                new LoggingEvent(
                        "test", context.getLogger(logger), Level.WARN, message, thrown, arguments);
        event.setKeyValuePairs(List.of(pairs));
        return format.format(event);
    }

    @Test
    void argumentsAreNotPrinted() {
        String line = line(OURS, "Mail to {} failed", null, new Object[] {CANARY});

        assertThat(line).doesNotContain(CANARY).endsWith("\n");
        assertThat(JSON.readTree(line).get("message").asString()).isEqualTo("Mail to {} failed");
    }

    @Test
    void messagesOfExceptionsAreNotPrintedButTheirPlaceIs() {
        var failure =
                new IllegalStateException(CANARY, new IllegalArgumentException("also " + CANARY));

        String line = line(OURS, "A request failed", failure, new Object[0]);

        assertThat(line).doesNotContain(CANARY);
        JsonNode thrown = JSON.readTree(line).get("thrown");
        assertThat(thrown.get(0).get("class").asString())
                .isEqualTo("java.lang.IllegalStateException");
        assertThat(thrown.get(0).get("at").get(0).asString()).contains("SafeLogFormatTest");
        assertThat(thrown.get(1).get("class").asString())
                .isEqualTo("java.lang.IllegalArgumentException");
    }

    @Test
    void onlyListedKeysArePrintedAndNoneReplacesTheLinesOwn() {
        JsonNode line =
                JSON.readTree(
                        line(
                                OURS,
                                "Sent",
                                null,
                                new Object[0],
                                new KeyValuePair("email", CANARY),
                                new KeyValuePair("count", 3),
                                new KeyValuePair("service", "forged")));

        assertThat(line.toString()).doesNotContain(CANARY);
        assertThat(line.get("count").asString()).isEqualTo("3");
        assertThat(line.get("service").asString()).isEqualTo("messaging-service");
    }

    @Test
    void librariesMessagesAreNotPrinted() {
        assertThat(line("org.example.Parser", "cannot parse " + CANARY, null, new Object[0]))
                .doesNotContain(CANARY);
    }

    @Test
    void aLineIsOneLine() {
        String line = line(OURS, "first\nsecond\r\u2028third", null, new Object[0]);

        assertThat(line.strip().lines()).hasSize(1);
        assertThat(JSON.readTree(line).get("level").asString()).isEqualTo("WARN");
    }
}
