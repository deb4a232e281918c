package com.sanocrm.gateway.route;

import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.setPath;
import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.uri;
import static org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions.http;
import static org.springframework.cloud.gateway.server.mvc.predicate.GatewayRequestPredicates.path;

import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.springframework.cloud.gateway.server.mvc.config.GatewayMvcProperties;
import org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** The routes and what sends a request along them. */
@Configuration(proxyBeanMethods = false)
class Routing {
    /** Replaced by a replica's when one is chosen. */
    private static final URI SOME_REPLICA = URI.create("http://replica.invalid");

    @Bean
    RouterFunction<ServerResponse> api() {
        return Route.TABLE.stream()
                .map(
                        route ->
                                GatewayRouterFunctions.route(route.path())
                                        .route(path(route.pattern()), http())
                                        .before(uri(SOME_REPLICA))
                                        .before(to(route.service()))
                                        .build())
                .reduce(RouterFunction::and)
                .orElseThrow();
    }

    /** What partners' pages load: the registration form. */
    @Bean
    RouterFunction<ServerResponse> embedded() {
        return GatewayRouterFunctions.route("embed")
                .GET("/embed/**", http())
                .before(uri(SOME_REPLICA))
                .before(to(Service.IDENTITY))
                .build();
    }

    /** Each service's OpenAPI description under the service's name. */
    @Bean
    RouterFunction<ServerResponse> descriptions() {
        return Arrays.stream(Service.values())
                .map(
                        service ->
                                GatewayRouterFunctions.route("docs-" + service.wireName())
                                        .GET("/v3/api-docs/" + service.wireName(), http())
                                        .before(setPath("/v3/api-docs"))
                                        .before(uri(SOME_REPLICA))
                                        .before(to(service))
                                        .build())
                .reduce(RouterFunction::and)
                .orElseThrow();
    }

    private static Function<ServerRequest, ServerRequest> to(Service service) {
        return request -> {
            request.attributes().put(ReplicaExchange.SERVICE, service);
            return request;
        };
    }

    @Bean
    PassedHeaders.ToService toService() {
        return new PassedHeaders.ToService();
    }

    @Bean
    PassedHeaders.ToClient toClient() {
        return new PassedHeaders.ToClient();
    }

    @Bean(destroyMethod = "close")
    ExecutorService upstreamThreads() {
        return Executors.newVirtualThreadPerTaskExecutor();
    }

    @Bean
    ProxyExchange replicaExchange(
            RouteSettings settings,
            GatewayMvcProperties gateway,
            ExecutorService upstreamThreads,
            MeterRegistry meters) {
        var client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(settings.connectTimeout())
                        .executor(upstreamThreads)
                        .build();
        var factory = new JdkClientHttpRequestFactory(client, upstreamThreads);
        factory.enableCompression(false);
        var rest = RestClient.builder().requestFactory(factory).build();
        return new ReplicaExchange(
                new UpstreamHttp(rest, gateway),
                rings(settings, circuits(settings, meters), bulkheads(settings, meters)),
                TimeLimiter.of(settings.timeLimit()),
                upstreamThreads);
    }

    private static CircuitBreakerRegistry circuits(RouteSettings settings, MeterRegistry meters) {
        var circuits =
                CircuitBreakerRegistry.of(
                        CircuitBreakerConfig.custom()
                                .slidingWindowSize(10)
                                .minimumNumberOfCalls(5)
                                .waitDurationInOpenState(settings.circuitOpen())
                                .permittedNumberOfCallsInHalfOpenState(2)
                                .build());
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(circuits).bindTo(meters);
        return circuits;
    }

    private static BulkheadRegistry bulkheads(RouteSettings settings, MeterRegistry meters) {
        var bulkheads =
                BulkheadRegistry.of(
                        BulkheadConfig.custom().maxWaitDuration(settings.queueTime()).build());
        TaggedBulkheadMetrics.ofBulkheadRegistry(bulkheads).bindTo(meters);
        return bulkheads;
    }

    private static Map<Service, Replica.Ring> rings(
            RouteSettings settings, CircuitBreakerRegistry circuits, BulkheadRegistry bulkheads) {
        var rings = new EnumMap<Service, Replica.Ring>(Service.class);
        for (Service service : Service.values()) {
            var urls = settings.replicas(service);
            rings.put(
                    service,
                    new Replica.Ring(
                            IntStream.range(0, urls.size())
                                    .mapToObj(
                                            index ->
                                                    new Replica(
                                                            urls.get(index),
                                                            circuits.circuitBreaker(
                                                                    service.wireName()
                                                                            + "-"
                                                                            + (index + 1))))
                                    .toList(),
                            bulkheads.bulkhead(
                                    service.wireName(),
                                    BulkheadConfig.from(bulkheads.getDefaultConfig())
                                            .maxConcurrentCalls(
                                                    urls.size() * settings.concurrency())
                                            .build())));
        }
        return rings;
    }
}
