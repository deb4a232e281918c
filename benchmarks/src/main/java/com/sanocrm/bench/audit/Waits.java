package com.sanocrm.bench.audit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** What a service says of the time that its answers waited for their audit records. */
final class Waits {
    private static final String METRIC = "sano_audit_wait_seconds";

    private final String metrics;

    Waits(int managementPort) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            this.metrics =
                    http.send(
                                    HttpRequest.newBuilder(
                                                    URI.create(
                                                            "http://127.0.0.1:%d/actuator/prometheus"
                                                                    .formatted(managementPort)))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body();
        }
    }

    /**
     * A quantile of the last two minutes.
     *
     * @throws IllegalStateException if the service tells none: nothing was measured
     */
    double milliseconds(String quantile) {
        double seconds =
                metrics.lines()
                        .filter(line -> line.startsWith(METRIC + "{"))
                        .filter(line -> line.contains("quantile=\"" + quantile + "\""))
                        .mapToDouble(
                                line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                        .findFirst()
                        .orElse(0);
        if (seconds <= 0) {
            throw new IllegalStateException("the service has measured no wait");
        }
        return seconds * 1e3;
    }
}
