package com.sanocrm.audit.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.audit.intake.Numbering.Gap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class NumberingTest {
    private static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");
    private static final Instant LATER = THEN.plusSeconds(1);

    private final Numbering none = Numbering.none("messaging-1");

    @Test
    void nothingIsMissingOfWhatArrivedInAnyOrderAnyNumberOfTimes() {
        var numbers = new ArrayList<Long>();
        LongStream.rangeClosed(1, 50).forEach(n -> Collections.addAll(numbers, n, n));
        Collections.shuffle(numbers, new Random(5));
        var numbering = none;
        for (long number : numbers) {
            numbering = numbering.with(List.of(number), THEN);
        }

        assertThat(numbering.incomplete()).isFalse();
        assertThat(numbering.ranges()).hasSize(1);
        assertThat(numbering.gapsBefore(LATER)).isEmpty();
    }

    @Test
    void aMissingNumberIsFoundAtTheBeginningAndInBetween() {
        var numbering = none.with(List.of(3L, 4L, 8L), THEN);

        assertThat(numbering.incomplete()).isTrue();
        assertThat(numbering.gapsBefore(LATER))
                .containsExactly(new Gap(1, 2, THEN), new Gap(5, 7, THEN));
    }

    @Test
    void aNumberThatIsStillOnItsWayIsNotYetMissing() {
        var numbering = none.with(List.of(1L), THEN).with(List.of(3L), LATER);

        assertThat(numbering.gapsBefore(LATER)).isEmpty();
        assertThat(numbering.gapsBefore(LATER.plusMillis(1))).containsExactly(new Gap(2, 2, LATER));
    }

    @Test
    void aLateNumberClosesItsGap() {
        var numbering = none.with(List.of(1L, 3L), THEN).with(List.of(2L), LATER);

        assertThat(numbering.incomplete()).isFalse();
    }
}
