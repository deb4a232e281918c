package com.sanocrm.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a search does not find, it must not have overlooked. */
class ByteSearchTest {
    private static final int READ_AT_ONCE = 1 << 16;

    @TempDir private Path folder;

    @Test
    void whatLiesAcrossTwoReadsIsFound() throws Exception {
        for (int at = READ_AT_ONCE - 6; at <= READ_AT_ONCE + 1; at++) {
            assertThat(ByteSearch.contains(file(" ".repeat(at) + "mark!"), bytes("mark!")))
                    .as("at %d", at)
                    .isTrue();
        }
    }

    @Test
    void whatBeginsLikeItIsNotItAndDoesNotHideIt() throws Exception {
        assertThat(ByteSearch.contains(file("aabaabaaa"), bytes("aabaaa"))).isTrue();
        assertThat(ByteSearch.contains(file("aabaabaab"), bytes("aabaaa"))).isFalse();
        assertThat(ByteSearch.contains(file("mark"), bytes("mark!"))).isFalse();
        assertThat(ByteSearch.contains(file(""), bytes("m"))).isFalse();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("file"), text);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
