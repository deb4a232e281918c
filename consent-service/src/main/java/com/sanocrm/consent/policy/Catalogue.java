package com.sanocrm.consent.policy;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Jurisdiction;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.WireName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;

/**
 * The purposes as data: the words of each box and, per jurisdiction, the legal basis and what may
 * hold without a choice. A version is a file of its own and never changes once it is released,
 * because evidence refers to its words.
 */
record Catalogue(String version, List<Entry> purposes) {
    /** The newest last. */
    private static final List<String> VERSIONS = List.of("2026-11-23");

    /**
     * @param en the words of the box
     * @param jurisdictions by wire name
     */
    record Entry(Purpose purpose, String en, String ar, Map<String, LegalBasis> jurisdictions) {
        Entry {
            jurisdictions = Map.copyOf(jurisdictions);
            if (!jurisdictions.keySet().equals(wireNames(Jurisdiction.values()))) {
                throw new IllegalArgumentException(purpose + " is not there for each jurisdiction");
            }
        }

        String text(Language language) {
            return switch (language) {
                case ENGLISH -> en;
                case ARABIC -> ar;
            };
        }

        LegalBasis in(Jurisdiction jurisdiction) {
            return Objects.requireNonNull(jurisdictions.get(jurisdiction.wireName()));
        }
    }

    Catalogue {
        purposes = List.copyOf(purposes);
        if (!purposes.stream().map(Entry::purpose).toList().equals(List.of(Purpose.values()))) {
            throw new IllegalArgumentException("each purpose is there once, in order");
        }
    }

    Entry of(Purpose purpose) {
        return purposes.stream()
                .filter(entry -> entry.purpose() == purpose)
                .findFirst()
                .orElseThrow();
    }

    /**
     * What holds without a choice in each jurisdiction: what the policy grants, where the law lets
     * it.
     *
     * @param policyDefaults of the purposes that follow the policy
     */
    Map<String, Map<String, Choice>> defaults(Map<String, Choice> policyDefaults) {
        return Arrays.stream(Jurisdiction.values())
                .collect(
                        Collectors.toUnmodifiableMap(
                                Jurisdiction::wireName,
                                jurisdiction -> defaults(policyDefaults, jurisdiction)));
    }

    private Map<String, Choice> defaults(
            Map<String, Choice> policyDefaults, Jurisdiction jurisdiction) {
        return purposes.stream()
                .filter(entry -> entry.purpose().kind() == Purpose.Kind.POLICY_DEFAULT)
                .collect(
                        Collectors.toUnmodifiableMap(
                                entry -> entry.purpose().wireName(),
                                entry ->
                                        policyDefaults.get(entry.purpose().wireName())
                                                        == Choice.GRANTED
                                                ? entry.in(jurisdiction).withoutChoice()
                                                : Choice.DENIED));
    }

    /** Every released version, the newest last. */
    static List<Catalogue> all(JsonMapper json) {
        return VERSIONS.stream().map(version -> read(version, json)).toList();
    }

    private static Catalogue read(String version, JsonMapper json) {
        try (InputStream file =
                new ClassPathResource("purposes/" + version + ".json").getInputStream()) {
            return json.readValue(file, Catalogue.class);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static <E extends WireName> Set<String> wireNames(E[] values) {
        return Arrays.stream(values).map(WireName::wireName).collect(Collectors.toSet());
    }
}
