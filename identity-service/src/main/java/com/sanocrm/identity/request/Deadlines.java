package com.sanocrm.identity.request;

import com.sanocrm.contracts.Jurisdiction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Until when a request must be answered, by the law of where the person lives: data. */
@Component
class Deadlines {
    private static final String FILE = "/retention/deadlines-2026-11.json";

    private final Map<String, Rule> rules;

    Deadlines(JsonMapper json) {
        try (InputStream in = Deadlines.class.getResourceAsStream(FILE)) {
            this.rules =
                    json.readValue(
                            Objects.requireNonNull(in, FILE),
                            new TypeReference<Map<String, Rule>>() {});
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    record Limit(String law, int days) {
        Instant from(Instant received) {
            return received.plus(Duration.ofDays(days));
        }
    }

    /**
     * @param byType where the law knows another time for a type, by its wire name
     */
    record Rule(String law, int days, Map<String, Limit> byType) {
        Limit of(PrivacyRequest.Type type) {
            return byType.getOrDefault(type.wireName(), new Limit(law, days));
        }
    }

    Limit of(Jurisdiction jurisdiction, PrivacyRequest.Type type) {
        return Objects.requireNonNull(rules.get(jurisdiction.wireName()), jurisdiction.wireName())
                .of(type);
    }
}
