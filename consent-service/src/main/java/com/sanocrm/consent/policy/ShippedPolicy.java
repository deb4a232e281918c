package com.sanocrm.consent.policy;

import com.sanocrm.contracts.Choice;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Publishes the policy that this release ships, before the first request and the first event. A
 * version that is published already stays as it is.
 */
@Component
final class ShippedPolicy implements SmartInitializingSingleton {
    static final String CURRENT = "policies/2026-11-23.json";

    private final Policies policies;
    private final Wordings wordings;
    private final JsonMapper json;
    private final Clock clock;

    ShippedPolicy(Policies policies, Wordings wordings, JsonMapper json, Clock clock) {
        this.policies = policies;
        this.wordings = wordings;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Text text = read(json);
        policies.publish(
                new Policy(
                        text.version(),
                        text.lastRevised(),
                        text.material(),
                        text.defaults(),
                        wordings.catalogue().defaults(text.defaults()),
                        text.sentences(),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }

    /** A policy's file, of which a release may have several, each named after its version. */
    record Text(
            String version,
            LocalDate lastRevised,
            boolean material,
            Map<String, Choice> defaults,
            List<Sentence> sentences) {}

    static Text read(JsonMapper json) {
        try (InputStream file = new ClassPathResource(CURRENT).getInputStream()) {
            return json.readValue(file, Text.class);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
