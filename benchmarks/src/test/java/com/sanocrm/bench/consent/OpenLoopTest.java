package com.sanocrm.bench.consent;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sanocrm.bench.consent.OpenLoop.Outcome;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
    @Test
    void callsAreMadeWhetherOrNotThoseBeforeAreAnswered() {
        var all = new CountDownLatch(10);

        Outcome outcome =
                OpenLoop.run(
                        1_000,
                        Duration.ofMillis(10),
                        _ -> {
                            all.countDown();
                            all.await();
                            return 200;
                        });

        assertThat(answers(outcome, 200)).isEqualTo(10);
    }

    @Test
    void eachCallHasItsNumberAndOneWithoutAnswerCountsAsFailed() {
        Set<Integer> numbers = ConcurrentHashMap.newKeySet();

        Outcome outcome =
                OpenLoop.run(
                        1_000,
                        Duration.ofMillis(4),
                        number -> {
                            numbers.add(number);
                            if (number == 2) {
                                throw new IllegalStateException("no answer");
                            }
                            return 202;
                        });

        assertThat(numbers).containsExactlyInAnyOrder(0, 1, 2, 3);
        assertThat(answers(outcome, 202)).isEqualTo(3);
        assertThat(answers(outcome, 0)).isEqualTo(1);
        assertThat(outcome.microseconds.getTotalCount()).isEqualTo(3);
        assertThat(outcome.milliseconds(74)).isFinite();
        assertThat(outcome.milliseconds(76)).isInfinite();
        assertThatThrownBy(outcome::complete).hasMessageContaining("{0=1, 202=3}");
    }

    private static long answers(Outcome outcome, int status) {
        return requireNonNull(outcome.statuses.get(status)).sum();
    }
}
