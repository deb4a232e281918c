package com.sanocrm.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTests {

    /** The example of RFC 8785 section 3.2.3. */
    @Test
    void membersAreSortedByUtf16CodeUnits() {
        var members =
                Map.of(
                        "\u20ac", "Euro Sign",
                        "\r", "Carriage Return",
                        "\ufb33", "Hebrew Letter Dalet With Dagesh",
                        "1", "One",
                        "\ud83d\ude00", "Emoji: Grinning Face",
                        "\u0080", "Control",
                        "\u00f6", "Latin Small Letter O With Diaeresis");

        assertThat(CanonicalJson.write(members))
                .containsSubsequence(
                        "Carriage Return",
                        "One",
                        "Control",
                        "Latin Small Letter O With Diaeresis",
                        "Euro Sign",
                        "Emoji: Grinning Face",
                        "Hebrew Letter Dalet With Dagesh");
    }

    @Test
    void stringsAreEscapedAsLittleAsPossible() {
        assertThat(CanonicalJson.write(Map.of("a", "\u20ac$\u000f\nA'B\"\\\"/\u007f")))
                .isEqualTo("{\"a\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\"/\u007f\"}");
    }

    @Test
    void integersAndBooleansAreWrittenPlain() {
        assertThat(CanonicalJson.write(Map.of("n", 9_007_199_254_740_991L, "b", true, "i", -1)))
                .isEqualTo("{\"b\":true,\"i\":-1,\"n\":9007199254740991}");
        assertThat(CanonicalJson.write(Map.of())).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "\ude00", "\ude00\ud83d"})
    void halfASurrogatePairIsRefused(String text) {
        assertThatThrownBy(() -> CanonicalJson.write(Map.of("a", text)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatSerializersDisagreeAboutIsRefused() {
        assertThatThrownBy(() -> CanonicalJson.write(Map.of("a", 9_007_199_254_740_992L)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CanonicalJson.write(Map.of("a", 1.5)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
