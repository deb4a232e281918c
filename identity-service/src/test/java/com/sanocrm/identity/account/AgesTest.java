package com.sanocrm.identity.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sanocrm.contracts.events.AccountChanged.AgeBand;
import com.sanocrm.platform.test.Promise;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgesTest {
    @ParameterizedTest
    @CsvSource({
        "2013-11-23, 2026-11-23, 13",
        "2013-11-24, 2026-11-23, 12",
        "2012-02-29, 2025-02-27, 12",
        "2012-02-29, 2025-02-28, 12",
        "2012-02-29, 2025-03-01, 13",
        "2026-11-24, 2026-11-23, -1",
    })
    @Promise("P-03")
    void anAgeIsTheNumberOfCompletedYears(LocalDate born, LocalDate today, int age) {
        assertThat(Ages.in(born, today)).isEqualTo(age);
    }

    @ParameterizedTest
    @CsvSource({
        "2013-11-23, FROM_13_TO_17",
        "2008-11-24, FROM_13_TO_17",
        "2008-11-23, FROM_18_TO_29",
        "1996-11-24, FROM_18_TO_29",
        "1996-11-23, FROM_30_TO_39",
        "1936-11-24, FROM_80_TO_89",
        "1936-11-23, FROM_90",
        "1905-01-01, FROM_90",
    })
    void othersLearnOnlyTheBandOfAnAge(LocalDate born, AgeBand band) {
        assertThat(Ages.band(born, LocalDate.parse("2026-11-23"))).isEqualTo(band);
    }

    @Test
    @Promise("P-03")
    void thereIsNoBandForAChild() {
        assertThatThrownBy(
                        () ->
                                Ages.band(
                                        LocalDate.parse("2013-11-24"),
                                        LocalDate.parse("2026-11-23")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
