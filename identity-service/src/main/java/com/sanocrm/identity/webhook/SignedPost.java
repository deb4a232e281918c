package com.sanocrm.identity.webhook;

import com.sanocrm.identity.partner.Partner;
import com.sanocrm.platform.PlatformSettings;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Signs a delivery with all secrets that hold, and posts it. */
@Component
class SignedPost {
    private final EndpointSecrets secrets;
    private final ReceiverHttp http;
    private final WebhookSettings settings;
    private final Clock clock;

    SignedPost(
            EndpointSecrets secrets,
            WebhookSettings settings,
            PlatformSettings platform,
            Clock clock) {
        if (settings.local() && !"localhost".equals(platform.publicUrl().getHost())) {
            throw new IllegalStateException(
                    "SANO_LOCAL_PARTNERS is for a platform on localhost alone");
        }
        this.secrets = secrets;
        this.settings = settings;
        this.clock = clock;
        this.http =
                new ReceiverHttp(
                        new Receivers(InetAddress::getAllByName, settings.local()),
                        settings.connect(),
                        settings.answer(),
                        clock);
    }

    @PreDestroy
    void close() throws IOException {
        http.close();
    }

    /** How long to wait after each failed try. */
    List<Duration> retries() {
        return settings.retries();
    }

    Attempt deliver(Endpoint endpoint, Partner partner, WebhookDelivery delivery) {
        Instant now = clock.instant();
        String id = delivery.id().value();
        return http.post(
                ReceiverUrl.of(endpoint.url(), settings.local()),
                delivery.body(),
                Map.of(
                        "webhook-id",
                        id,
                        "webhook-timestamp",
                        Long.toString(now.getEpochSecond()),
                        "webhook-signature",
                        Signature.of(
                                id,
                                now,
                                delivery.body(),
                                secrets.open(endpoint, partner.systemAccountId(), now))));
    }
}
