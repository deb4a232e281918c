package com.sanocrm.identity.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.contracts.id.WebhookId;
import com.sanocrm.identity.webhook.Attempt.Outcome;
import com.sanocrm.platform.dispatch.Delivery;
import com.sanocrm.platform.test.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration SCHEDULED = Duration.ofMinutes(5);

    @ParameterizedTest
    @CsvSource({
        "429, 120, 120",
        "503, 120, 120",
        "503, 86400, 86400",
        "503, 86401, 86400",
        "503, 999999999999999999, 86400",
        "429, 'Mon, 23 Nov 2026 12:01:00 GMT', 60",
        "429, 'Mon, 23 Nov 2037 12:01:00 GMT', 86400",
    })
    @Promise("P-11")
    void isTakenInSecondsAndAsADateForADayAtMost(int status, String header, long seconds) {
        assertThat(RetryAfter.of(status, header, NOW)).isEqualTo(NOW.plusSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "-5",
                "1.5",
                "soon",
                "1e9",
                "9999999999999999999999",
                "١٢",
                "Mon, 23 Nov 2026 11:59:59 GMT",
                "2026-11-23T13:00:00Z",
                "NaN"
            })
    void whatIsOverOrCannotBeReadIsNotSaid(String header) {
        assertThat(RetryAfter.of(503, header, NOW)).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 301, 400, 410, 500, 502})
    void countsWith429And503Alone(int status) {
        assertThat(RetryAfter.of(status, "120", NOW)).isNull();
    }

    private static Instant nextTry(@Nullable Instant notBefore) {
        var delivery =
                new WebhookDelivery(
                        WebhookDelivery.id(new WebhookId("whk_" + UUID.randomUUID()), "evt_1"),
                        new WebhookId("whk_" + UUID.randomUUID()),
                        new PartnerId("par_" + UUID.randomUUID()),
                        new AccountId("acc_" + UUID.randomUUID()),
                        HeardEvent.MESSAGE_SENT,
                        "{}",
                        NOW,
                        new Delivery(Delivery.State.WAITING, 1, NOW),
                        1,
                        List.of());
        return delivery.tried(
                        new Attempt(NOW, Outcome.NOT_ACCEPTED, 503, 1, notBefore),
                        List.of(SCHEDULED),
                        0,
                        NOW)
                .delivery()
                .nextTry();
    }

    @Test
    @Promise("P-11")
    void makesTheWaitOfTheScheduleLongerNeverShorter() {
        Instant scheduled = NOW.plus(SCHEDULED);

        assertThat(nextTry(null)).isEqualTo(scheduled);
        assertThat(nextTry(NOW.plusSeconds(1))).isEqualTo(scheduled);
        assertThat(nextTry(scheduled.plusSeconds(1))).isEqualTo(scheduled.plusSeconds(1));
    }
}
