package com.sanocrm.stack.promise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromiseBookTest {
    @TempDir private Path root;

    @Test
    void aShownPromiseThatLosesItsTestsFailsTheBuild() throws IOException {
        document("| P-01 | text | identity | yes |");
        assertThat(PromiseBook.read(root).complaints())
                .containsExactly("P-01 was shown once, and no test shows it any more");

        ledger("P-01\tSomeTest.keepsIt\tSUCCESSFUL\n");
        assertThat(PromiseBook.read(root).complaints()).isEmpty();

        ledger("P-01\tSomeTest.keepsIt\tSUCCESSFUL\nP-01\tSomeTest.also\tFAILED\n");
        assertThat(PromiseBook.read(root).complaints())
                .containsExactly("P-01 is broken: [SomeTest.also]");
    }

    @Test
    void aPromiseThatTestsShowMustBeMarked() throws IOException {
        document("| P-01 | text | identity | no |\n| P-02 | text | identity | no |");
        ledger("P-01\tSomeTest.keepsIt\tSUCCESSFUL\n");

        assertThat(PromiseBook.read(root).complaints())
                .containsExactly("P-01 is shown: mark it with yes in docs/promises.md");
    }

    private void document(String rows) throws IOException {
        Files.createDirectories(root.resolve("docs"));
        Files.writeString(root.resolve("docs/promises.md"), "# The promises\n\n" + rows + "\n");
    }

    private void ledger(String lines) throws IOException {
        Files.createDirectories(root.resolve("module/target"));
        Files.writeString(root.resolve("module/target/promises.tsv"), lines);
    }
}
