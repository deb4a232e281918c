package com.sanocrm.gateway.route;

import com.sanocrm.gateway.limit.BoundedBody;
import com.sanocrm.platform.problem.ProblemDocument;
import com.sanocrm.platform.problem.ProblemType;
import io.github.resilience4j.timelimiter.TimeLimiter;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Asks a replica of the route's service. Another is asked only if the first was never sent the
 * request, or if repeating is harmless: GET, HEAD, and a POST with an {@code Idempotency-Key} whose
 * body is at hand. When none answers, or more is asked than they can do, the client is told so:
 * unavailable is not empty, and a crowd at one service takes nothing from the others.
 */
final class ReplicaExchange implements ProxyExchange {
    static final String UNKNOWN_OUTCOME =
            "It is not known whether this was done. Ask, or repeat it with the same"
                    + " Idempotency-Key.";

    /** The request attribute that names the route's {@link Service}. */
    static final String SERVICE = Service.class.getName();

    private static final Set<HttpMethod> REPEATABLE = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final Logger log = LoggerFactory.getLogger(ReplicaExchange.class);

    private final ProxyExchange http;
    private final Map<Service, Replica.Ring> services;
    private final TimeLimiter limit;
    private final ExecutorService threads;

    /**
     * @param http sends one request to its URI
     * @param threads gives each call a thread of its own
     */
    ReplicaExchange(
            ProxyExchange http,
            Map<Service, Replica.Ring> services,
            TimeLimiter limit,
            ExecutorService threads) {
        this.http = http;
        this.services = Map.copyOf(services);
        this.limit = limit;
        this.threads = threads;
    }

    @Override
    public ServerResponse exchange(Request request) {
        var service = (Service) request.getServerRequest().attribute(SERVICE).orElseThrow();
        var ring = services.get(service);
        if (ring == null) {
            throw new IllegalStateException("no replica of " + service);
        }
        if (isStream(request)) {
            return ask(ring, service, request);
        }
        if (!ring.bulkhead().tryAcquirePermission()) {
            return problem(
                    ProblemDocument.answer(
                            ProblemType.UNAVAILABLE,
                            "Nothing was done: too much is asked at once. Try again in a few seconds."));
        }
        try {
            return ask(ring, service, request);
        } finally {
            ring.bulkhead().onComplete();
        }
    }

    private ServerResponse ask(Replica.Ring ring, Service service, Request request) {
        ServerRequest incoming = request.getServerRequest();
        boolean mayBeDone = false;
        for (Replica replica : ring.inTurn()) {
            if (!replica.circuit().tryAcquirePermission()) {
                continue;
            }
            long start = System.nanoTime();
            try {
                ServerResponse answer = ask(replica, request);
                replica.circuit().onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
                return answer;
            } catch (Exception failure) {
                if (BoundedBody.failed(incoming.servletRequest())) {
                    replica.circuit().releasePermission();
                    return problem(BoundedBody.problem(incoming.servletRequest()));
                }
                replica.circuit().onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, failure);
                log.atWarn()
                        .addKeyValue("upstream", service.wireName())
                        .addKeyValue("port", replica.url().getPort())
                        .addKeyValue("failure", rootOf(failure).getClass().getSimpleName())
                        .log("A replica did not answer");
                if (failure instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                    return unknownOutcome();
                }
                if (!wasNeverSent(failure)) {
                    mayBeDone = true;
                    if (failure instanceof TimeoutException || !isRepeatable(request)) {
                        break;
                    }
                }
            }
        }
        return mayBeDone
                ? unknownOutcome()
                : problem(
                        ProblemDocument.answer(
                                ProblemType.UNAVAILABLE,
                                "Nothing was done. Try again in a few seconds."));
    }

    /** Returns when the answer has begun; its body is copied later, on the request's thread. */
    private ServerResponse ask(Replica replica, Request request) throws Exception {
        Request addressed =
                http.request(request.getServerRequest())
                        .method(request.getMethod())
                        .headers(request.getHeaders())
                        .uri(at(replica, request))
                        .responseConsumer(
                                (answer, response) ->
                                        request.getResponseConsumers()
                                                .forEach(
                                                        consumer ->
                                                                consumer.accept(answer, response)))
                        .build();
        Callable<ServerResponse> call = () -> http.exchange(addressed);
        if (isStream(request)) {
            return call.call();
        }
        try {
            return limit.executeFutureSupplier(() -> threads.submit(call));
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        }
    }

    private static boolean isStream(Request request) {
        return request.getMethod().equals(HttpMethod.GET)
                && request.getHeaders().getAccept().contains(MediaType.TEXT_EVENT_STREAM);
    }

    private static URI at(Replica replica, Request request) {
        URI asked = request.getUri();
        if (asked == null) {
            throw new IllegalStateException("the route has no URI");
        }
        URI url = replica.url();
        return UriComponentsBuilder.fromUri(asked)
                .scheme(url.getScheme())
                .host(url.getHost())
                .port(url.getPort())
                .build(true)
                .toUri();
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static boolean wasNeverSent(Throwable failure) {
        for (Throwable one = failure; one != null; one = one.getCause()) {
            if (one instanceof ConnectException || one instanceof HttpConnectTimeoutException) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRepeatable(Request request) {
        return REPEATABLE.contains(request.getMethod())
                || (request.getMethod().equals(HttpMethod.POST)
                        && request.getHeaders().containsHeader("Idempotency-Key")
                        && !BoundedBody.isStreamed(request.getServerRequest().servletRequest()));
    }

    private static ServerResponse unknownOutcome() {
        return problem(ProblemDocument.answer(ProblemType.UNAVAILABLE, UNKNOWN_OUTCOME));
    }

    private static ServerResponse problem(ResponseEntity<ProblemDocument> problem) {
        var answer =
                ServerResponse.status(problem.getStatusCode())
                        .headers(headers -> headers.putAll(problem.getHeaders()));
        ProblemDocument document = problem.getBody();
        return document == null ? answer.build() : answer.body(document);
    }
}
