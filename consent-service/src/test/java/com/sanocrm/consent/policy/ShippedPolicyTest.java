package com.sanocrm.consent.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.platform.json.WireJson;
import com.sanocrm.platform.test.Promise;
import org.junit.jupiter.api.Test;

class ShippedPolicyTest {
    private final ShippedPolicy.Text text = ShippedPolicy.read(WireJson.mapper());

    @Test
    void everySentenceNamesThePromisesItRestsOnAndIsThereInBothLanguages() {
        assertThat(text.sentences())
                .hasSizeGreaterThanOrEqualTo(15)
                .allSatisfy(
                        sentence -> {
                            assertThat(sentence.promises())
                                    .isNotEmpty()
                                    .allMatch(id -> id.matches(Policy.Promise.ID));
                            assertThat(sentence.en()).matches("[\\p{ASCII}]+\\.");
                            assertThat(sentence.ar()).containsPattern("\\p{InArabic}");
                        });
        assertThat(text.sentences()).extracting(Sentence::id).doesNotHaveDuplicates();
    }

    @Test
    @Promise("P-42")
    void theFileIsNamedAfterItsVersionAndDated() {
        assertThat(ShippedPolicy.CURRENT).isEqualTo("policies/" + text.version() + ".json");
        assertThat(text.lastRevised()).isNotNull();
    }
}
