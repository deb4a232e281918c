package com.sanocrm.messaging.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.contracts.ErasureStep;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.ErasureConfirmed;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.messaging.Client;
import com.sanocrm.messaging.MessagingIntegration;
import com.sanocrm.messaging.Neighbours;
import com.sanocrm.messaging.Talk;
import com.sanocrm.messaging.TopicReader;
import com.sanocrm.mongodb.Soak;
import com.sanocrm.platform.json.WireJson;
import com.sanocrm.platform.test.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Readers and writers race the destruction of a person's keys, many people at a time; what is asked
 * for after its confirmation shows no plain text, and nothing is written.
 */
@MessagingIntegration
class ErasureRaceTest {
    private static final int AT_ONCE = 64;
    private static final int RACERS = 4;
    private static final int LATE = 2;
    private static final int TOLD_EVERY = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String BODY = "Zubair hurts";

    @LocalServerPort private int port;
    private final PartnerId partner = Neighbours.newPartner();
    private final AccountId clinician = Neighbours.newAccount();
    private final Set<AccountId> confirmed = ConcurrentHashMap.newKeySet();
    private final Queue<String> late = new ConcurrentLinkedQueue<>();
    private final Map<String, LongAdder> early = new ConcurrentHashMap<>();

    @Test
    @Promise("P-32")
    void noPlainTextAfterTheConfirmationWhoeverReadsOrWritesMeanwhile() throws Exception {
        int races = Soak.count(4, 10_000);
        try (var confirmations = new TopicReader(Topic.ERASURE_CONFIRMATIONS);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> reader = threads.submit(() -> listen(confirmations));
            try {
                run(races, threads);
            } finally {
                reader.cancel(true);
            }
        }
        System.out.printf(
                "%,d erasures raced: before the confirmation %s, after it %,d calls%n",
                races, early, late.size());
        assertThat(late)
                .hasSize(races * RACERS * LATE)
                .allSatisfy(
                        answer -> assertThat(answer).startsWith("404 ").doesNotContain("Zubair"));
        /* They do race: what is refused in the end was answered in plain text just before. */
        assertThat(count("GET 200")).isGreaterThanOrEqualTo(races);
        assertThat(count("POST 201")).isGreaterThanOrEqualTo(races);
    }

    private long count(String answers) {
        return early.getOrDefault(answers, new LongAdder()).sum();
    }

    private void listen(TopicReader confirmations) {
        while (!Thread.currentThread().isInterrupted()) {
            for (String text : confirmations.poll()) {
                confirmed.add(
                        WireJson.mapper().readValue(text, ErasureConfirmed.class).accountId());
            }
        }
    }

    private void run(int races, ExecutorService threads) throws Exception {
        var places = new Semaphore(AT_ONCE);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 1; i <= races; i++) {
            places.acquire();
            running.add(
                    threads.submit(
                            () -> {
                                try {
                                    race(threads);
                                } finally {
                                    places.release();
                                }
                                return null;
                            }));
            if (i % TOLD_EVERY == 0) {
                System.out.printf("%,d races begun%n", i);
            }
        }
        for (Future<?> each : running) {
            each.get();
        }
    }

    private void race(ExecutorService threads) throws Exception {
        Talk talk = Talk.open(port, Neighbours.care(partner, Neighbours.newAccount(), clinician));
        AccountId patient = talk.care().patient();
        talk.say(talk.patient(), BODY);
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        List<Future<?>> racers = new ArrayList<>();
        for (int i = 0; i < RACERS; i++) {
            Client who = i % 2 == 0 ? talk.patient() : talk.clinician();
            boolean writes = i < 2;
            racers.add(threads.submit(() -> callUntilLate(talk, who, writes, giveUp)));
        }
        ErasureIntegrationTest.order(patient, ErasureStep.DESTROY_KEYS, Set.of());
        for (Future<?> racer : racers) {
            racer.get();
        }
    }

    private void callUntilLate(Talk talk, Client who, boolean writes, long giveUp) {
        String path = talk.path() + "/messages";
        int after = 0;
        while (after < LATE) {
            assertThat(System.nanoTime()).as("the confirmation comes").isLessThan(giveUp);
            boolean isLate = confirmed.contains(talk.care().patient());
            var answer = writes ? who.post(path, "{\"body\": \"" + BODY + "\"}") : who.get(path);
            if (isLate) {
                after++;
                late.add(answer.status() + " " + answer.body());
            } else {
                early.computeIfAbsent(
                                (writes ? "POST " : "GET ") + answer.status(), _ -> new LongAdder())
                        .increment();
            }
        }
    }
}
