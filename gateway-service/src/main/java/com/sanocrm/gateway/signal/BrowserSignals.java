package com.sanocrm.gateway.signal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.sanocrm.contracts.events.BrowserSignalSeen;
import com.sanocrm.contracts.id.AccountId;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Remembers what was told of each session, so that a signal that stands costs nothing. It tells
 * again after an hour, for what went astray.
 */
final class BrowserSignals {
    private static final Duration TOLD_FOR = Duration.ofHours(1);
    private static final int SESSIONS = 100_000;

    private final Cache<Session, Said> told =
            Caffeine.newBuilder().maximumSize(SESSIONS).expireAfterWrite(TOLD_FOR).build();

    private record Session(AccountId accountId, String session) {}

    private record Said(boolean gpc, boolean dnt) {}

    /** Hands on what is news; {@link #forget} if it could not be told. */
    void seen(BrowserSignalSeen signal, Consumer<BrowserSignalSeen> news) {
        var said = new Said(signal.gpc(), signal.dnt());
        if (!said.equals(told.getIfPresent(session(signal)))) {
            told.put(session(signal), said);
            news.accept(signal);
        }
    }

    /** The next request tells it again. */
    void forget(BrowserSignalSeen signal) {
        told.invalidate(session(signal));
    }

    private static Session session(BrowserSignalSeen signal) {
        return new Session(signal.accountId(), signal.session());
    }
}
