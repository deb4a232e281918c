package com.sanocrm.platform.security;

import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.AccountChanged;
import com.sanocrm.contracts.events.AccountChanged.Status;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.kafka.KafkaSettings;
import com.sanocrm.platform.kafka.WholeTopic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whose access tokens are refused though they have not run out: accounts that were quarantined,
 * closed or erased lately. Every instance reads the accounts by itself, so a token is refused
 * everywhere a moment after the event. Of an account that was shut longer ago than {@link
 * #REMEMBERED} no token is left, since the login gives it none. While Kafka is away nothing new is
 * known, for as long as a token lives at most.
 */
public final class ShutAccounts implements Predicate<AccountId>, SmartLifecycle {
    /** Several times as long as an access token lives. */
    static final Duration REMEMBERED = Duration.ofMinutes(15);

    private static final Logger log = LoggerFactory.getLogger(ShutAccounts.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final KafkaSettings settings;
    private final ObjectReader accounts;
    private final Clock clock;
    private final Map<String, Instant> shut = new ConcurrentHashMap<>();
    private final CountDownLatch known = new CountDownLatch(1);
    private volatile boolean running;
    private volatile @Nullable WholeTopic reading;

    public ShutAccounts(KafkaSettings settings, JsonMapper json, Clock clock) {
        this.settings = settings;
        /* Within a major version an event may gain fields. */
        this.accounts =
                json.readerFor(AccountChanged.class)
                        .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.clock = clock;
    }

    /** Whether the account is kept from everybody, its owner too. */
    @Override
    public boolean test(AccountId account) {
        return shut.containsKey(account.value());
    }

    /** Returns when what was shut before is known, or Kafka seems to be away. */
    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().name("shut-accounts").daemon().start(this::read);
        try {
            if (!known.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                log.atWarn().log("It is not known yet which accounts were shut lately");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        for (; isRunning(); LockSupport.parkNanos(BETWEEN_TRIES.toNanos())) {
            Instant since = clock.instant().minus(REMEMBERED);
            try (var topic = WholeTopic.since(since, settings, Topic.ACCOUNTS)) {
                reading = topic;
                follow(topic);
            } catch (WakeupException stop) {
                log.atDebug().log("Shut accounts are not followed any more");
            } catch (KafkaException away) {
                log.atWarn()
                        .addKeyValue("failure", away.getClass().getSimpleName())
                        .log("Which accounts are shut cannot be read");
            }
        }
    }

    private void follow(WholeTopic topic) {
        while (isRunning()) {
            if (topic.isRead()) {
                known.countDown();
            }
            topic.poll(POLL).forEach(this::heard);
            Instant forgotten = clock.instant().minus(REMEMBERED);
            shut.values().removeIf(since -> since.isBefore(forgotten));
        }
    }

    private void heard(ConsumerRecord<String, byte[]> record) {
        if (isShut(record)) {
            shut.put(record.key(), clock.instant());
        } else {
            shut.remove(record.key());
        }
    }

    /** What cannot be read says nothing of the account; the projections give it up. */
    private boolean isShut(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return true;
        }
        try {
            AccountChanged account = accounts.readValue(record.value());
            return account.status() == Status.QUARANTINED || account.status() == Status.CLOSED;
        } catch (JacksonException | NullPointerException | IllegalArgumentException poison) {
            log.atError()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .log("An account's event cannot be read");
            return shut.containsKey(record.key());
        }
    }

    @Override
    public void stop() {
        running = false;
        WholeTopic last = reading;
        if (last != null) {
            last.wakeup();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the ledger of erasures; before the web server. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 3_000;
    }
}
