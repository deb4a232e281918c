package com.sanocrm.mongodb.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Documents that an index lets expire; MongoDB looks for them once a minute. */
class ExpiryContractTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @RegisterExtension private final FreshDatabase store = new FreshDatabase();

    @Test
    void whatIsOlderThanTheIndexAllowsIsRemovedAndNothingElse() {
        store.createIndex("{at: 1}", "{expireAfterSeconds: 3600}");
        store.insert(
                "{_id: 'old', at: %s}".formatted(date(-3_700)),
                "{_id: 'oldest of several', at: [%s, %s]}".formatted(date(0), date(-3_700)),
                "{_id: 'kept young', at: %s}".formatted(date(-3_000)),
                "{_id: 'kept future', at: %s}".formatted(date(3_600)),
                "{_id: 'kept missing'}",
                "{_id: 'kept null', at: null}",
                "{_id: 'kept number', at: 0}",
                "{_id: 'kept text', at: '1970-01-01'}",
                "{_id: 'kept texts', at: ['1970-01-01']}");

        await().atMost(PATIENCE).until(() -> store.things().countDocuments() <= 7);

        assertThat(store.ids("{}", "{}")).hasSize(7).allMatch(id -> id.startsWith("kept"));
    }

    @Test
    void onlyDocumentsOfAPartialIndexExpire() {
        store.createIndex(
                "{at: 1}", "{expireAfterSeconds: 0, partialFilterExpression: {done: true}}");
        store.insert(
                "{_id: 'expires', done: true, at: %s}".formatted(date(-1)),
                "{_id: 'kept', done: false, at: %s}".formatted(date(-1)),
                "{_id: 'kept too', done: true, at: %s}".formatted(date(600)));

        await().atMost(PATIENCE).until(() -> store.things().countDocuments() <= 2);

        assertThat(store.ids("{}", "{_id: 1}")).containsExactly("kept", "kept too");
    }

    @Test
    void anIndexBuiltLaterExpiresWhatIsThere() {
        store.insert(
                "{_id: 'old', at: %s}".formatted(date(-100)),
                "{_id: 'kept', at: %s}".formatted(date(600)));
        store.createIndex("{at: -1}", "{expireAfterSeconds: 50}");

        await().atMost(PATIENCE).until(() -> store.things().countDocuments() <= 1);

        assertThat(store.ids("{}", "{}")).containsExactly("kept");
    }

    private static String date(int secondsFromNow) {
        return "{$date: {$numberLong: '%d'}}"
                .formatted(Instant.now().plusSeconds(secondsFromNow).toEpochMilli());
    }
}
