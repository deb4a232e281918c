package com.sanocrm.bench.consent;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Jurisdiction;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.events.AccountChanged.Status;
import com.sanocrm.platform.consent.ConsentFacts;
import com.sanocrm.platform.consent.ConsentRules;
import com.sanocrm.platform.consent.PolicyDefaults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules alone, in one thread, on the facts of many different people. */
final class Rules {
    private static final int PEOPLE = 10_000;
    private static final int ROUNDS = 5;
    private static final long SEED = 4;
    private static final PolicyDefaults DEFAULTS =
            new PolicyDefaults(
                    Map.of(
                            Jurisdiction.UAE.wireName(),
                            Map.of(Purpose.PROMOTIONAL_EMAIL.wireName(), Choice.GRANTED)));

    private Rules() {}

    /** Decisions a second, round by round; the first, which warms up, is left out. */
    static List<Double> run(Duration round) {
        List<ConsentFacts> people = people(new Random(SEED));
        Purpose[] purposes = Purpose.values();
        List<Double> rates = new ArrayList<>();
        long permitted = 0;
        for (int i = 0; i <= ROUNDS; i++) {
            long begin = System.nanoTime();
            long decisions = 0;
            while (System.nanoTime() - begin < round.toNanos()) {
                for (ConsentFacts facts : people) {
                    Purpose purpose = purposes[(int) (decisions % purposes.length)];
                    permitted += ConsentRules.decide(purpose, facts).permits() ? 1 : 0;
                    decisions++;
                }
            }
            rates.add(decisions / ((System.nanoTime() - begin) / 1e9));
        }
        if (permitted == 0) {
            throw new IllegalStateException("nothing was ever permitted");
        }
        return rates.subList(1, rates.size());
    }

    private static List<ConsentFacts> people(Random random) {
        return Stream.generate(() -> person(random)).limit(PEOPLE).toList();
    }

    private static ConsentFacts person(Random random) {
        Map<String, Choice> choices =
                Stream.of(Purpose.values())
                        .filter(_ -> random.nextBoolean())
                        .collect(
                                Collectors.toMap(
                                        Purpose::wireName, _ -> one(random, Choice.values())));
        return new ConsentFacts(
                one(random, Status.values()),
                false,
                one(random, Jurisdiction.values()),
                choices,
                DEFAULTS);
    }

    private static <T> T one(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }
}
