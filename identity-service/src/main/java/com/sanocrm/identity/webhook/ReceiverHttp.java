package com.sanocrm.identity.webhook;

import com.sanocrm.identity.webhook.Attempt.Outcome;
import com.sanocrm.identity.webhook.Receivers.AddressNotAllowedException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Posts to receivers: a connection for each delivery, to the address that was looked at, under the
 * name of the URL for TLS. No redirection is followed, nothing is tried twice, no proxy and no
 * cookie is used, the body of an answer is not read, and the whole has an end in time.
 */
final class ReceiverHttp implements AutoCloseable {
    private static final int LONGEST_LINE = 8 * 1024;
    private static final int MOST_HEADERS = 100;
    private static final int CONNECTIONS = 200;

    private final Receivers receivers;
    private final Duration limit;
    private final Clock clock;
    private final CloseableHttpClient http;
    private final ScheduledExecutorService ends =
            Executors.newSingleThreadScheduledExecutor(
                    task -> Thread.ofPlatform().daemon().name("webhook-ends").unstarted(task));

    ReceiverHttp(Receivers receivers, Duration connect, Duration limit, Clock clock) {
        this.receivers = receivers;
        this.limit = limit;
        this.clock = clock;
        var lines =
                Http1Config.custom()
                        .setMaxLineLength(LONGEST_LINE)
                        .setMaxHeaderCount(MOST_HEADERS)
                        .setMaxEmptyLineCount(1)
                        .build();
        this.http =
                HttpClients.custom()
                        .setConnectionManager(
                                PoolingHttpClientConnectionManagerBuilder.create()
                                        .setConnectionFactory(
                                                ManagedHttpClientConnectionFactory.builder()
                                                        .http1Config(lines)
                                                        .build())
                                        .setMaxConnTotal(CONNECTIONS)
                                        .setMaxConnPerRoute(CONNECTIONS)
                                        .setDefaultConnectionConfig(
                                                ConnectionConfig.custom()
                                                        .setConnectTimeout(timeout(connect))
                                                        .setSocketTimeout(timeout(limit))
                                                        .build())
                                        .build())
                        .setDefaultRequestConfig(
                                RequestConfig.custom().setResponseTimeout(timeout(limit)).build())
                        .setConnectionReuseStrategy((_, _, _) -> false)
                        .setUserAgent("SanoCRM-Webhooks/1")
                        .disableRedirectHandling()
                        .disableAutomaticRetries()
                        .disableCookieManagement()
                        .disableAuthCaching()
                        .disableContentCompression()
                        .build();
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.of(duration);
    }

    Attempt post(ReceiverUrl url, String body, Map<String, String> headers) {
        Instant begin = clock.instant();
        try {
            Answered answer = send(url, receivers.addressOf(url), body, headers);
            boolean accepted = answer.status() / 100 == 2;
            return attempt(begin, accepted ? Outcome.DELIVERED : Outcome.NOT_ACCEPTED, answer);
        } catch (AddressNotAllowedException inside) {
            return attempt(begin, Outcome.ADDRESS_NOT_ALLOWED, null);
        } catch (UnknownHostException noName) {
            return attempt(begin, Outcome.UNREACHABLE, null);
        } catch (InterruptedIOException late) {
            return attempt(begin, Outcome.TIMED_OUT, null);
        } catch (IOException broken) {
            return attempt(begin, isOver(begin) ? Outcome.TIMED_OUT : Outcome.UNREACHABLE, null);
        }
    }

    private record Answered(int status, @Nullable Instant notBefore) {}

    private Answered send(
            ReceiverUrl url, InetAddress address, String body, Map<String, String> headers)
            throws IOException {
        URI uri = url.uri();
        var post = new HttpPost(uri);
        headers.forEach(post::setHeader);
        post.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        var end = ends.schedule(post::cancel, limit.toMillis(), TimeUnit.MILLISECONDS);
        try {
            var answer =
                    http.executeOpen(
                            new HttpHost(uri.getScheme(), address, url.host(), uri.getPort()),
                            post,
                            null);
            Header asked = answer.getFirstHeader(HttpHeaders.RETRY_AFTER);
            return new Answered(
                    answer.getCode(),
                    RetryAfter.of(
                            answer.getCode(),
                            asked == null ? null : asked.getValue(),
                            clock.instant()));
        } finally {
            end.cancel(false);
            /* Closes the connection: whatever else comes is not read, be it without end. */
            post.abort();
        }
    }

    private boolean isOver(Instant begin) {
        return !clock.instant().isBefore(begin.plus(limit));
    }

    private Attempt attempt(Instant begin, Outcome outcome, @Nullable Answered answer) {
        return new Attempt(
                begin.truncatedTo(ChronoUnit.MILLIS),
                outcome,
                answer == null ? null : answer.status(),
                Duration.between(begin, clock.instant()).toMillis(),
                answer == null ? null : answer.notBefore());
    }

    @Override
    public void close() throws IOException {
        ends.shutdownNow();
        http.close();
    }
}
