package com.sanocrm.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a search does not find, it must not have overlooked. */
class ByteSearchTest {
    private static final int READ_AT_ONCE = 1 << 16;

    @Test
    void whatLiesAcrossTwoReadsIsFound() throws Exception {
        for (int at = READ_AT_ONCE - 6; at <= READ_AT_ONCE + 1; at++) {
            assertThat(found(" ".repeat(at) + "mark!", "mark!"))
                    .containsExactly("mark! ends at " + (at + 5));
        }
    }

    @Test
    void whatBeginsLikeItIsNotItAndDoesNotHideIt() throws Exception {
        assertThat(found("aabaabaaa", "aabaaa")).containsExactly("aabaaa ends at 9");
        assertThat(found("aabaabaab", "aabaaa")).isEmpty();
        assertThat(found("mark", "mark!")).isEmpty();
        assertThat(found("", "m")).isEmpty();
    }

    @Test
    void allThatAreThereAreFoundThoughOneIsPartOfTheOther() throws Exception {
        assertThat(found("ushers", "he", "she", "his", "hers", "ushers", "ush"))
                .containsExactlyInAnyOrder(
                        "he ends at 4",
                        "she ends at 4",
                        "hers ends at 6",
                        "ushers ends at 6",
                        "ush ends at 3");
    }

    private static List<String> found(String text, String... wanted) throws Exception {
        List<byte[]> bytes = new ArrayList<>();
        List.of(wanted).forEach(each -> bytes.add(each.getBytes(UTF_8)));
        List<String> found = new ArrayList<>();
        new ByteSearch(bytes)
                .in(
                        new ByteArrayInputStream(text.getBytes(UTF_8)),
                        (number, end) -> found.add(wanted[number] + " ends at " + end));
        return found;
    }
}
