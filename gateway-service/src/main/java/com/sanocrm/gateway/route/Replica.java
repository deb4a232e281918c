package com.sanocrm.gateway.route;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * One process of a service.
 *
 * @param circuit counts broken connections and time limits, never answers: a service that says 503
 *     is there
 */
record Replica(URI url, CircuitBreaker circuit) {
    /**
     * The replicas of a service, each first in its turn, and how many requests they get at a time.
     */
    static final class Ring {
        private final List<Replica> replicas;
        private final Bulkhead bulkhead;
        private final AtomicInteger turn = new AtomicInteger();

        Ring(List<Replica> replicas, Bulkhead bulkhead) {
            this.replicas = List.copyOf(replicas);
            this.bulkhead = bulkhead;
        }

        Bulkhead bulkhead() {
            return bulkhead;
        }

        /** In the order in which this request should try them. */
        List<Replica> inTurn() {
            int first = Math.floorMod(turn.getAndIncrement(), replicas.size());
            return IntStream.range(0, replicas.size())
                    .mapToObj(step -> replicas.get((first + step) % replicas.size()))
                    .toList();
        }
    }
}
