package com.sanocrm.stack.promise;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code ./sano promises [--check]}: every promise with the tests that showed it in the last run.
 */
public final class Promises {
    private Promises() {}

    /**
     * @param arguments the project's directory, then perhaps {@code --check}: say only what is
     *     wrong, and exit with 1 if something is
     */
    public static void main(String[] arguments) throws IOException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PromiseBook book = PromiseBook.read(Path.of(arguments[0]));
        if (List.of(arguments).contains("--check")) {
            book.complaints().forEach(out::println);
            System.exit(book.complaints().isEmpty() ? 0 : 1);
        }
        for (PromiseBook.Row row : book.rows()) {
            out.printf("%s  %-9s %s%n", row.id(), state(row), row.text());
            row.failed().forEach(test -> out.println("        ✗ " + test));
            row.passed().forEach(test -> out.println("        ✓ " + test));
        }
        long shown = book.rows().stream().filter(PromiseBook.Row::isShown).count();
        out.printf("%n%d of %d promises have tests that show them.%n", shown, book.rows().size());
    }

    private static String state(PromiseBook.Row row) {
        if (!row.failed().isEmpty()) {
            return "BROKEN";
        }
        return row.isShown() ? "shown" : "not kept";
    }
}
