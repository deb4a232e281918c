package com.sanocrm.platform.id;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;

/**
 * Makes identifiers: a type prefix and a UUIDv7 (RFC 9562, 5.7), so that newer ones sort after
 * older ones.
 */
public final class Ids {
    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    public Ids(Clock clock) {
        this.clock = clock;
    }

    /** A new id, as in {@code ids.next(MessageId.PREFIX, MessageId::new)}. */
    public <T> T next(String prefix, Function<String, T> type) {
        return type.apply(prefix + "_" + uuid());
    }

    /** A new UUIDv7: 48 bits of Unix milliseconds, then version, variant and 74 random bits. */
    public UUID uuid() {
        long millis = clock.millis();
        long high = (millis << 16) | 0x7000L | (random.nextInt() & 0x0fffL);
        long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
