package com.sanocrm.consent.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.platform.json.WireJson;
import com.sanocrm.platform.test.Promise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Our text says what docs/promises.md promises, no more and no less. */
class ShippedPolicyTest {
    private final ShippedPolicy.Text text = ShippedPolicy.read(WireJson.mapper());

    @Test
    void everySentenceIsOneAndIsThereInBothLanguages() {
        assertThat(text.sentences())
                .hasSizeGreaterThanOrEqualTo(15)
                .allSatisfy(
                        sentence -> {
                            assertThat(sentence.en()).matches("[\\p{ASCII}&&[^.]]+\\.");
                            assertThat(sentence.ar())
                                    .containsPattern("\\p{InArabic}")
                                    .matches("[^.]+\\.");
                        });
        assertThat(text.sentences()).extracting(Sentence::id).doesNotHaveDuplicates();
    }

    @Test
    @Promise("P-41")
    void everySentenceRestsOnPromisesAndEveryPromiseAboutDataHasASentence() throws IOException {
        assertThat(complaints(text.sentences(), text.internal().keySet())).isEmpty();
        assertThat(text.internal().values()).noneMatch(String::isBlank);
    }

    @Test
    void aSeededSentenceWithoutAPromiseOrWithAnUnknownOneIsFound() throws IOException {
        List<Sentence> seeded = new ArrayList<>(text.sentences());
        seeded.add(new Sentence("idle", List.of(), "We are nice.", "نحن لطفاء."));
        seeded.add(new Sentence("bold", List.of("P-99"), "We never err.", "لا نخطئ."));
        seeded.removeIf(sentence -> sentence.id().equals("newsletter"));

        assertThat(complaints(seeded, Set.of("P-09", "P-24")))
                .containsExactlyInAnyOrder(
                        "idle names no promise",
                        "bold names P-99, which is none",
                        "P-43 has no sentence",
                        "P-11 has no sentence",
                        "P-24 has a sentence, so it is not internal");
    }

    @Test
    void whatThePolicyAcceptsAsAPromiseIsWhatTheListHas() throws IOException {
        for (int number = 0; number < 100; number++) {
            String id = "P-%02d".formatted(number);

            assertThat(id.matches(Policy.Promise.ID)).as(id).isEqualTo(promises().contains(id));
        }
    }

    @Test
    @Promise("P-42")
    void theFileIsNamedAfterItsVersionAndDated() {
        assertThat(ShippedPolicy.CURRENT).isEqualTo("policies/" + text.version() + ".json");
        assertThat(text.lastRevised()).isNotNull();
    }

    private static List<String> complaints(List<Sentence> sentences, Set<String> internal)
            throws IOException {
        List<String> complaints = new ArrayList<>();
        Set<String> known = promises();
        Set<String> named =
                sentences.stream()
                        .flatMap(sentence -> sentence.promises().stream())
                        .collect(Collectors.toSet());
        for (Sentence sentence : sentences) {
            if (sentence.promises().isEmpty()) {
                complaints.add(sentence.id() + " names no promise");
            }
            sentence.promises().stream()
                    .filter(id -> !known.contains(id))
                    .forEach(
                            id ->
                                    complaints.add(
                                            sentence.id() + " names " + id + ", which is none"));
        }
        known.stream()
                .filter(id -> !named.contains(id) && !internal.contains(id))
                .forEach(id -> complaints.add(id + " has no sentence"));
        internal.stream()
                .filter(named::contains)
                .forEach(id -> complaints.add(id + " has a sentence, so it is not internal"));
        return complaints;
    }

    private static Set<String> promises() throws IOException {
        return Pattern.compile("^\\| (P-\\d\\d) \\|", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("..", "docs", "promises.md")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
