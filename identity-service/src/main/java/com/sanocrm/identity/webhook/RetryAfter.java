package com.sanocrm.identity.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * When a receiver wants to be asked again (RFC 9110, 10.2.3), in seconds or as a date. It can only
 * make a wait longer, and by a day at most: what it asks for beyond is cut, so that no answer puts
 * a delivery off for ever, and what cannot be read counts as not said.
 */
final class RetryAfter {
    /** As the longest wait of the schedule. */
    static final Duration LONGEST = Duration.ofDays(1);

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    private RetryAfter() {}

    static @Nullable Instant of(int status, @Nullable String header, Instant now) {
        if (header == null || (status != TOO_MANY_REQUESTS && status != UNAVAILABLE)) {
            return null;
        }
        Instant asked = read(header.strip(), now);
        if (asked == null || !asked.isAfter(now)) {
            return null;
        }
        Instant last = now.plus(LONGEST);
        return (asked.isAfter(last) ? last : asked).truncatedTo(ChronoUnit.MILLIS);
    }

    private static @Nullable Instant read(String value, Instant now) {
        if (value.matches("[0-9]{1,18}")) {
            long seconds = Math.min(Long.parseLong(value), LONGEST.toSeconds());
            return now.plusSeconds(seconds);
        }
        try {
            return ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        } catch (DateTimeParseException unreadable) {
            return null;
        }
    }
}
