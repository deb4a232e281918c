package com.sanocrm.platform.web;

import java.util.UUID;
import java.util.function.Function;

/**
 * The identity of what a POST creates. A repeat with the same {@code Idempotency-Key} and body gets
 * the same one, so that creating by id and answering from what is stored gives the first answer
 * again.
 *
 * @param repeat whether the key was seen before; what it created may be there or, after a crash,
 *     not yet
 */
public record NewResource(UUID uuid, boolean repeat) {
    /**
     * A {@link NewResource} for an operation that must look at the request before anything of it is
     * kept, were it a hash: nothing is claimed until it asks. A controller method takes it in the
     * resource's stead.
     */
    @FunctionalInterface
    public interface Unclaimed {
        /** Claims the key, as the plain parameter does before the method is called. */
        NewResource claim();
    }

    /** As in {@code created.id(MessageId.PREFIX, MessageId::new)}. */
    public <T> T id(String prefix, Function<String, T> type) {
        return type.apply(prefix + "_" + uuid);
    }
}
