package com.sanocrm.consent.policy;

import com.sanocrm.consent.policy.Policy.Publication;
import com.sanocrm.contracts.Choice;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Publishes the policy that this release ships, before the first request and the first event. A
 * version that is published already stays as it is, and a later one in force stays in force.
 */
@Component
final class ShippedPolicy implements SmartInitializingSingleton {
    static final String CURRENT = "policies/2026-11-23.json";

    private static final Logger log = LoggerFactory.getLogger(ShippedPolicy.class);

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
        PolicyProposal shipped = read(json).proposal();
        if (policies.find(shipped.version()).isPresent()) {
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<Policy> inForce = policies.findInForce();
        if (inForce.isEmpty()) {
            policies.publish(Policy.first(shipped, wordings.catalogue(), now));
            return;
        }
        switch (inForce.orElseThrow().followedBy(shipped, wordings.catalogue(), now)) {
            case Publication.Accepted(Policy policy) -> policies.publish(policy);
            case Publication.Rejected _ ->
                    log.atWarn()
                            .addKeyValue("version", shipped.version())
                            .log("The shipped policy does not follow the one in force");
        }
    }

    /**
     * A policy's file, of which a release may have several, each named after its version.
     *
     * @param internal the promises that say nothing about people's data, with the reason why no
     *     sentence needs to name them
     */
    record Text(
            String version,
            LocalDate lastRevised,
            boolean material,
            Map<String, Choice> defaults,
            List<Sentence> sentences,
            Map<String, String> internal) {
        PolicyProposal proposal() {
            return new PolicyProposal(version, lastRevised, material, defaults, sentences, null);
        }
    }

    static Text read(JsonMapper json) {
        try (InputStream file = new ClassPathResource(CURRENT).getInputStream()) {
            return json.readValue(file, Text.class);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
