package com.sanocrm.audit.records;

import com.sanocrm.audit.log.RecordFilter;
import com.sanocrm.contracts.events.AuditRecorded.Outcome;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.EventId;
import com.sanocrm.platform.json.WireJson;
import com.sanocrm.platform.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The query parameters of a search, as they came. */
public record RecordQuery(
        @Nullable String subject,
        @Nullable String actor,
        @Nullable String action,
        @Nullable String outcome,
        @Nullable String from,
        @Nullable String to) {

    /**
     * Reads the parameters.
     *
     * @throws ProblemException 422 that names the one that is none
     */
    RecordFilter filter(@Nullable String before) {
        return new RecordFilter(
                read(subject, "/subject", "An account id.", AccountId::new),
                read(actor, "/actor", "An account id.", AccountId::new),
                read(action, "/action", "Dotted lower-case words.", RecordQuery::action),
                read(outcome, "/outcome", "success, refused or failed.", RecordQuery::outcome),
                read(from, "/from", "A time like 2026-01-31T00:00:00Z.", Instant::parse),
                read(to, "/to", "A time like 2026-01-31T00:00:00Z.", Instant::parse),
                cursor(before));
    }

    /** The record that the page starts after. */
    static @Nullable EventId cursor(@Nullable String before) {
        return read(before, "/cursor", "Use the next of an earlier page.", EventId::new);
    }

    private static <T> @Nullable T read(
            @Nullable String text, String pointer, String expected, Function<String, T> reader) {
        if (text == null) {
            return null;
        }
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException | DateTimeException malformed) {
            throw ProblemException.invalid(pointer, expected);
        }
    }

    private static String action(String text) {
        if (!text.matches("[a-z0-9-]{1,40}(\\.[a-z0-9-]{1,40}){0,4}")) {
            throw new IllegalArgumentException("no action");
        }
        return text;
    }

    private static Outcome outcome(String text) {
        return Arrays.stream(Outcome.values())
                .filter(outcome -> WireJson.wireName(outcome).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no outcome"));
    }
}
