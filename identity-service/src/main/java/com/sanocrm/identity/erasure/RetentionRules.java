package com.sanocrm.identity.erasure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * What becomes of each class of data when its person is erased, by which law: data, in versions.
 */
@Component
class RetentionRules {
    private static final String FILE = "/retention/2026-11.json";

    private final Rules rules;

    RetentionRules(JsonMapper json) {
        try (InputStream in = RetentionRules.class.getResourceAsStream(FILE)) {
            this.rules = json.readValue(Objects.requireNonNull(in, FILE), Rules.class);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    enum Outcome {
        ERASED,
        KEPT
    }

    /** Of whom a rule is. */
    enum When {
        ALWAYS,
        /** Of those whom a clinical partner has or had in its care. */
        IN_CARE
    }

    record Rules(String version, List<DataClass> classes) {}

    /**
     * @param service who holds it; {@code partner} for what is not ours
     * @param law by which it is kept
     * @param keep how long it is kept from the erasure; null for ever
     * @param what it is, by language
     */
    record DataClass(
            String dataClass,
            String service,
            Outcome outcome,
            @Nullable String law,
            @Nullable Period keep,
            @Nullable When when,
            Map<String, String> what) {
        boolean appliesTo(boolean inCare) {
            return when != When.IN_CARE || inCare;
        }

        String in(Locale language) {
            return what.getOrDefault(
                    language.getLanguage(), Objects.requireNonNull(what.get("en"), dataClass));
        }
    }

    String version() {
        return rules.version();
    }

    List<DataClass> erased(boolean inCare) {
        return of(Outcome.ERASED, inCare);
    }

    /** What stays of somebody who is erased on that day. */
    List<Erasure.Kept> kept(boolean inCare, LocalDate on) {
        return of(Outcome.KEPT, inCare).stream()
                .map(
                        rule ->
                                new Erasure.Kept(
                                        rule.dataClass(),
                                        rule.service(),
                                        Objects.requireNonNull(rule.law(), rule.dataClass()),
                                        rule.keep() == null ? null : on.plus(rule.keep())))
                .toList();
    }

    String words(String dataClass, Locale language) {
        return rules.classes().stream()
                .filter(rule -> rule.dataClass().equals(dataClass))
                .findFirst()
                .map(rule -> rule.in(language))
                .orElse(dataClass);
    }

    private List<DataClass> of(Outcome outcome, boolean inCare) {
        return rules.classes().stream()
                .filter(rule -> rule.outcome() == outcome && rule.appliesTo(inCare))
                .toList();
    }
}
