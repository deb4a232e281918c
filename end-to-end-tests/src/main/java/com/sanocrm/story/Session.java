package com.sanocrm.story;

import java.util.function.Supplier;

/** Somebody who is logged in; asks for a token each time, since one lasts only minutes. */
public record Session(String name, String accountId, Supplier<String> tokens) {
    public String token() {
        return tokens.get();
    }
}
