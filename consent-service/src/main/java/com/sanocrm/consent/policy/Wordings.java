package com.sanocrm.consent.policy;

import com.sanocrm.contracts.Purpose;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The words by which people are asked, of this release and of all before: the evidence of a choice
 * keeps their hash, and whoever has the hash finds the words.
 */
@Component
public class Wordings {
    private final List<Catalogue> catalogues;

    Wordings(JsonMapper json) {
        this.catalogues = Catalogue.all(json);
    }

    /** What is shown now. */
    public Wording current(Purpose purpose, Language language) {
        return of(catalogue(), purpose, language);
    }

    /** The newest words of that hash. */
    public Optional<Wording> find(String hash) {
        return catalogues.reversed().stream()
                .flatMap(
                        catalogue ->
                                Arrays.stream(Purpose.values())
                                        .flatMap(
                                                purpose ->
                                                        Arrays.stream(Language.values())
                                                                .map(
                                                                        language ->
                                                                                of(
                                                                                        catalogue,
                                                                                        purpose,
                                                                                        language))))
                .filter(wording -> wording.hash().equals(hash))
                .findFirst();
    }

    Catalogue catalogue() {
        return catalogues.getLast();
    }

    private static Wording of(Catalogue catalogue, Purpose purpose, Language language) {
        return new Wording(
                catalogue.version(), purpose, language, catalogue.of(purpose).text(language));
    }
}
