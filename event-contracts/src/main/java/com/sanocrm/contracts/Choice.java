package com.sanocrm.contracts;

import java.util.Arrays;
import java.util.Optional;

/** What a person decided for a {@link Purpose}. */
public enum Choice implements WireName {
    GRANTED("granted"),
    DENIED("denied");

    private final String wireName;

    Choice(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    public static Optional<Choice> of(String wireName) {
        return Arrays.stream(values())
                .filter(choice -> choice.wireName.equals(wireName))
                .findFirst();
    }
}
