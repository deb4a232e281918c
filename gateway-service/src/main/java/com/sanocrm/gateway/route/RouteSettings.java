package com.sanocrm.gateway.route;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the services are.
 *
 * @param services by wire name, the base URLs of the replicas
 * @param connectTimeout how long a replica may take to accept a connection
 * @param timeLimit how long a replica may take to begin its answer; event streams have no limit
 * @param circuitOpen how long a replica that fails is left alone
 * @param concurrency how many requests a replica gets at a time, event streams not counted
 * @param queueTime how long a request waits for its turn before it is refused
 */
@ConfigurationProperties("sano.gateway")
record RouteSettings(
        Map<String, List<URI>> services,
        @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("15s") Duration timeLimit,
        @DefaultValue("2s") Duration circuitOpen,
        @DefaultValue("64") int concurrency,
        @DefaultValue("2s") Duration queueTime) {
    RouteSettings {
        services = Map.copyOf(services);
        for (Service service : Service.values()) {
            List<URI> replicas = services.getOrDefault(service.wireName(), List.of());
            if (replicas.isEmpty() || !replicas.stream().allMatch(RouteSettings::isBaseUrl)) {
                throw new IllegalArgumentException(
                        "SANO_%s_URL is not a list of base URLs such as http://host:port"
                                .formatted(service));
            }
        }
        if (!Arrays.asList(connectTimeout, timeLimit, circuitOpen, queueTime).stream()
                .allMatch(Duration::isPositive)) {
            throw new IllegalArgumentException("sano.gateway: a duration is not positive");
        }
        if (concurrency < 1) {
            throw new IllegalArgumentException("sano.gateway.concurrency is not positive");
        }
    }

    List<URI> replicas(Service service) {
        return services.getOrDefault(service.wireName(), List.of());
    }

    private static boolean isBaseUrl(URI url) {
        return url.getScheme() != null
                && url.getScheme().matches("https?")
                && url.getHost() != null
                && url.getPath().isEmpty();
    }
}
