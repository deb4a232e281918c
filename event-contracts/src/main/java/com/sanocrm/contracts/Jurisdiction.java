package com.sanocrm.contracts;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose privacy law decides what holds for a person who has chosen nothing. A country that is not
 * named here is {@link #OTHER}, where nothing optional holds without a choice.
 */
public enum Jurisdiction implements WireName {
    /** The home country of the platform. */
    UAE("uae", Set.of("AE")),
    /** Where the GDPR applies: the European Economic Area with the outermost regions. */
    EU(
            "eu",
            Set.of(
                    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR",
                    "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI",
                    "SK", "IS", "LI", "NO", "AX", "GF", "GP", "MF", "MQ", "RE", "YT")),
    /** With the territories. */
    US("us", Set.of("US", "AS", "GU", "MP", "PR", "VI")),
    OTHER("other", Set.of());

    private final String wireName;
    private final Set<String> countries;

    Jurisdiction(String wireName, Set<String> countries) {
        this.wireName = wireName;
        this.countries = countries;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /**
     * The jurisdiction of a person who lives there.
     *
     * @param country ISO 3166-1 alpha-2; null for who gave no address: as registration has it, such
     *     a person is served at home
     */
    public static Jurisdiction of(@Nullable String country) {
        if (country == null) {
            return UAE;
        }
        for (Jurisdiction jurisdiction : values()) {
            if (jurisdiction.countries.contains(country)) {
                return jurisdiction;
            }
        }
        return OTHER;
    }
}
