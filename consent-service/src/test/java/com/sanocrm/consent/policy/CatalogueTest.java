package com.sanocrm.consent.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.consent.policy.LegalBasis.Basis;
import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Jurisdiction;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.platform.json.WireJson;
import com.sanocrm.platform.test.Promise;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CatalogueTest {
    private static final Map<String, Choice> GENEROUS =
            Map.of("promotional-email", Choice.GRANTED, "usage-analytics", Choice.GRANTED);

    private static final Map<String, Choice> NOTHING =
            Map.of("promotional-email", Choice.DENIED, "usage-analytics", Choice.DENIED);

    private final Wordings wordings = new Wordings(WireJson.mapper());
    private final Catalogue catalogue = wordings.catalogue();

    @ParameterizedTest
    @EnumSource
    @Promise("P-02")
    void everyPurposesBoxHasWordsOfItsOwnInBothLanguages(Purpose purpose) {
        String english = wordings.current(purpose, Language.ENGLISH).text();
        String arabic = wordings.current(purpose, Language.ARABIC).text();

        assertThat(english).matches("[\\p{ASCII}]+\\.").isEqualTo(english.strip());
        assertThat(arabic).containsPattern("\\p{InArabic}").isEqualTo(arabic.strip());
        assertThat(arabic).isEqualTo(Normalizer.normalize(arabic, Normalizer.Form.NFC));
    }

    @Test
    @Promise("P-02")
    void theHashOfTheWordsFindsThem() {
        var hashes = new HashSet<String>();
        for (Purpose purpose : Purpose.values()) {
            for (Language language : Language.values()) {
                var shown = wordings.current(purpose, language);

                assertThat(wordings.find(shown.hash())).hasValue(shown);
                hashes.add(shown.hash());
            }
        }
        assertThat(hashes).hasSize(Purpose.values().length * Language.values().length);
        assertThat(wordings.find("0".repeat(64))).isEmpty();
    }

    /** Evidence refers to the words: whoever changes them makes a new version of the catalogue. */
    @Test
    @Promise("P-02")
    void theWordsOfAReleasedVersionDoNotChange() {
        assertThat(wordings.current(Purpose.PROMOTIONAL_EMAIL, Language.ENGLISH).hash())
                .isEqualTo("f1f63f966437f1b7f02afd4b36b717586f8c9a3e526931e5009c7091970c7103");
        assertThat(wordings.current(Purpose.PROMOTIONAL_EMAIL, Language.ARABIC).hash())
                .isEqualTo("848c932a84ef61c77e852a09a089a4e7b6a3ec59168220a8eaf05f0b41b03877");
    }

    @ParameterizedTest
    @EnumSource
    void nothingHoldsWithoutAChoiceThatTheLawOfAPlaceMakesAMatterOfConsent(Purpose purpose) {
        for (Jurisdiction jurisdiction : Jurisdiction.values()) {
            LegalBasis basis = catalogue.of(purpose).in(jurisdiction);
            Choice lawful = basis.basis() == Basis.CONSENT ? Choice.DENIED : Choice.GRANTED;

            assertThat(basis.withoutChoice()).as(jurisdiction.wireName()).isEqualTo(lawful);
            assertThat(basis.law()).isNotBlank();
            switch (purpose.kind()) {
                case ESSENTIAL ->
                        assertThat(basis.basis())
                                .isIn(Basis.CONTRACT, Basis.HEALTH_CARE, Basis.LEGAL_OBLIGATION);
                case POLICY_DEFAULT -> assertThat(basis.basis()).isIn(Basis.OPT_OUT, Basis.CONSENT);
                case OPT_IN -> assertThat(basis.basis()).isEqualTo(Basis.CONSENT);
            }
        }
    }

    @Test
    void whatThePolicyGrantsHoldsOnlyWhereTheLawLetsIt() {
        var defaults = catalogue.defaults(GENEROUS);

        assertThat(defaults)
                .containsOnlyKeys(
                        Arrays.stream(Jurisdiction.values()).map(Jurisdiction::wireName).toList())
                .containsEntry("uae", GENEROUS)
                .containsEntry("us", GENEROUS)
                .containsEntry("eu", NOTHING)
                .containsEntry("other", NOTHING);
        assertThat(catalogue.defaults(Map.of()).values()).allMatch(NOTHING::equals);
    }
}
