package com.sanocrm.bench.rights;

import com.sanocrm.story.Answer;
import com.sanocrm.story.Gateway;
import com.sanocrm.story.Session;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** People end their accounts; compliance watches. */
final class Departures {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    final Times keys = new Times();
    final Times certificates = new Times();

    /** By service: the longest from the keys' end to its confirmation of the clean-up. */
    final Map<String, Duration> slowest = new TreeMap<>();

    private final Gateway gateway;
    private final Session compliance;
    private long records;

    Departures(Gateway gateway, Session compliance) {
        this.gateway = gateway;
        this.compliance = compliance;
    }

    /**
     * Returns when the certificate is there.
     *
     * @throws IllegalStateException if fewer records were removed than the person wrote messages
     */
    void erase(Session person, int messages) throws Exception {
        long begin = System.nanoTime();
        String erasure =
                "/erasures/"
                        + gateway.delete(person, "/accounts/me")
                                .expect(202, "the account is deleted")
                                .text("erasureId");
        Times.await(
                "the keys' end in every service",
                PATIENCE,
                () ->
                        Optional.of(look(erasure))
                                .filter(now -> !now.text("keysDestroyedAt").isEmpty()));
        keys.since(begin);
        JsonNode services =
                Times.await(
                                "the certificate",
                                PATIENCE,
                                () ->
                                        Optional.of(look(erasure))
                                                .filter(now -> !now.text("certificate").isEmpty()))
                        .body()
                        .path("services");
        certificates.since(begin);
        for (var each : services.properties()) {
            slowest.merge(each.getKey(), cleanUp(each.getValue()), Departures::longer);
        }
        records = services.path("messaging-service").path("records").asLong();
        if (records < messages) {
            throw new IllegalStateException("removed: " + records + " of " + messages);
        }
    }

    /** How many messaging-service removed of the last. */
    long records() {
        return records;
    }

    private Answer look(String erasure) throws Exception {
        return gateway.get(compliance, erasure).expect(200, "the erasure");
    }

    private static Duration cleanUp(JsonNode service) {
        return Duration.between(
                java.time.Instant.parse(service.path("keysDestroyedAt").asString()),
                java.time.Instant.parse(service.path("completedAt").asString()));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
