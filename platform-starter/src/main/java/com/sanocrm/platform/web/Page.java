package com.sanocrm.platform.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.problem.ProblemException.FieldProblem;
import com.sanocrm.platform.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next the cursor of the page after this one, null on the last
 */
public record Page<T>(
        List<T> items, @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }

    /** The cursor and size that a request asks for; a controller method takes it as a parameter. */
    public record Request(@Nullable String after, int limit) {
        static final int DEFAULT_LIMIT = 25;
        static final int MAX_LIMIT = 100;

        /**
         * @throws ProblemException if the limit or the cursor is none
         */
        static Request of(@Nullable String limit, @Nullable String cursor) {
            return new Request(
                    cursor == null ? null : decode(cursor),
                    limit == null ? DEFAULT_LIMIT : parse(limit));
        }

        private static int parse(String limit) {
            if (!limit.matches("[0-9]{1,3}")
                    || Integer.parseInt(limit) < 1
                    || Integer.parseInt(limit) > MAX_LIMIT) {
                throw ProblemException.invalid("/limit", "A whole number from 1 to 100.");
            }
            return Integer.parseInt(limit);
        }

        private static String decode(String cursor) {
            try {
                return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            } catch (IllegalArgumentException notOurs) {
                throw new ProblemException(
                        ProblemType.INVALID_REQUEST,
                        "The cursor is not one of ours.",
                        List.of(new FieldProblem("/cursor", "Use the next of an earlier page.")));
            }
        }

        /**
         * Cuts a result of at most {@code limit + 1} rows into a page.
         *
         * @param position what the next page starts after
         */
        public <S, T> Page<T> page(
                List<S> rows, Function<S, String> position, Function<S, T> item) {
            boolean more = rows.size() > limit;
            List<S> shown = more ? rows.subList(0, limit) : rows;
            String next =
                    more
                            ? Base64.getUrlEncoder()
                                    .withoutPadding()
                                    .encodeToString(
                                            position.apply(shown.getLast())
                                                    .getBytes(StandardCharsets.US_ASCII))
                            : null;
            return new Page<>(shown.stream().map(item).toList(), next);
        }
    }
}
