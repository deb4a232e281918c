package com.sanocrm.stack.promise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The promises of {@code docs/promises.md} beside the ledgers that the last test run wrote. */
final class PromiseBook {
    private static final String LEDGER = "target/promises.tsv";

    private final List<Row> rows;

    private PromiseBook(List<Row> rows) {
        this.rows = rows;
    }

    /**
     * A promise and what the tests say of it.
     *
     * @param marked whether the document says that it has been shown
     */
    record Row(
            String id,
            String text,
            boolean marked,
            SortedSet<String> passed,
            SortedSet<String> failed) {
        boolean isShown() {
            return !passed.isEmpty() && failed.isEmpty();
        }
    }

    static PromiseBook read(Path root) throws IOException {
        Map<String, SortedSet<String>> passed = new TreeMap<>();
        Map<String, SortedSet<String>> failed = new TreeMap<>();
        for (Path ledger : ledgers(root)) {
            for (String line : Files.readAllLines(ledger)) {
                String[] entry = line.split("\t", 3);
                (entry[2].equals("SUCCESSFUL") ? passed : failed)
                        .computeIfAbsent(entry[0], id -> new TreeSet<>())
                        .add(entry[1]);
            }
        }
        var rows = new ArrayList<Row>();
        for (String line : Files.readAllLines(root.resolve("docs/promises.md"))) {
            if (line.startsWith("| P-")) {
                String[] cells =
                        Arrays.stream(line.split("\\|", -1))
                                .map(String::strip)
                                .toArray(String[]::new);
                rows.add(
                        new Row(
                                cells[1],
                                cells[2],
                                cells[4].equals("yes"),
                                passed.getOrDefault(cells[1], new TreeSet<>()),
                                failed.getOrDefault(cells[1], new TreeSet<>())));
            }
        }
        return new PromiseBook(rows);
    }

    private static List<Path> ledgers(Path root) throws IOException {
        try (Stream<Path> modules = Files.list(root)) {
            return modules.map(module -> module.resolve(LEDGER)).filter(Files::exists).toList();
        }
    }

    List<Row> rows() {
        return rows;
    }

    /** What must be mended before the build may pass; empty when nothing. */
    List<String> complaints() {
        var complaints = new ArrayList<String>();
        for (Row row : rows) {
            if (!row.failed().isEmpty()) {
                complaints.add(row.id() + " is broken: " + row.failed());
            } else if (row.marked() && !row.isShown()) {
                complaints.add(row.id() + " was shown once, and no test shows it any more");
            } else if (!row.marked() && row.isShown()) {
                complaints.add(row.id() + " is shown: mark it with yes in docs/promises.md");
            }
        }
        return complaints;
    }
}
