package com.sanocrm.stack.process;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A process of the platform, described.
 *
 * @param name as {@code ./sano} shows it: {@code kafka}, {@code messaging}, {@code messaging-2}
 * @param needs names of members that must be ready before this one is started
 * @param ports it will listen on
 * @param missing why it cannot be started at all, such as "not built"; null if it can
 */
public record Member(
        String name,
        Set<String> needs,
        List<Integer> ports,
        Steps steps,
        Probe probe,
        @Nullable String missing) {

    /** What surrounds the start. */
    public interface Steps {
        /**
         * Makes the process's files ready; runs before its needs are awaited, and before each
         * start.
         */
        Launch prepare() throws Exception;

        /** Runs each time the process has become ready; it counts as ready only after it. */
        default void afterReady(long pid) throws Exception {}
    }

    /** Whether an order for {@code messaging} concerns this one: {@code messaging-2} too. */
    boolean answersTo(String order) {
        return name.equals(order) || name.matches(Pattern.quote(order) + "-\\d+");
    }
}
