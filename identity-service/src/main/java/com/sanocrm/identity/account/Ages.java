package com.sanocrm.identity.account;

import com.sanocrm.contracts.events.AccountChanged.AgeBand;
import java.time.LocalDate;
import java.time.Period;

/**
 * What follows from a birth date. Who was born on 29 February is a year older on 1 March of other
 * years.
 */
public final class Ages {
    /** COPPA, 16 CFR 312.2: a child is under 13. */
    public static final int FIRST_AGE = 13;

    /** Nobody on record was older. */
    public static final int LAST_AGE = 125;

    private Ages() {}

    /** Completed years; negative before birth. */
    public static int in(LocalDate birthDate, LocalDate today) {
        return birthDate.isAfter(today) ? -1 : Period.between(birthDate, today).getYears();
    }

    /**
     * @throws IllegalArgumentException for an age under {@link #FIRST_AGE}
     */
    static AgeBand band(LocalDate birthDate, LocalDate today) {
        int age = in(birthDate, today);
        if (age < FIRST_AGE) {
            throw new IllegalArgumentException("no account at this age");
        }
        return switch (age / 10) {
            case 1 -> age < 18 ? AgeBand.FROM_13_TO_17 : AgeBand.FROM_18_TO_29;
            case 2 -> AgeBand.FROM_18_TO_29;
            case 3 -> AgeBand.FROM_30_TO_39;
            case 4 -> AgeBand.FROM_40_TO_49;
            case 5 -> AgeBand.FROM_50_TO_59;
            case 6 -> AgeBand.FROM_60_TO_69;
            case 7 -> AgeBand.FROM_70_TO_79;
            case 8 -> AgeBand.FROM_80_TO_89;
            default -> AgeBand.FROM_90;
        };
    }
}
