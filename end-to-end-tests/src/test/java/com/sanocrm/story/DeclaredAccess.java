package com.sanocrm.story;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The page of all rights, {@code docs/access.md}: what people have agreed on, against what the
 * services say of themselves.
 */
final class DeclaredAccess {
    private static final Path PAGE = Path.of("../docs/access.md");

    private DeclaredAccess() {}

    /** Where the two differ, as the lines of the page that are missing or too many. */
    static List<String> broken(List<Operation> operations) throws IOException {
        Set<String> agreed = new HashSet<>();
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("| `")) {
                agreed.add(line);
            }
        }
        Set<String> said = new TreeSet<>();
        operations.forEach(operation -> said.add(line(operation)));
        List<String> broken = new ArrayList<>();
        said.stream()
                .filter(line -> !agreed.contains(line))
                .forEach(line -> broken.add("not in docs/access.md: " + line));
        agreed.stream()
                .filter(line -> !said.contains(line))
                .sorted()
                .forEach(line -> broken.add("only in docs/access.md: " + line));
        return broken;
    }

    private static String line(Operation operation) {
        return "| `%s` | %s | %s |".formatted(operation.name(), who(operation), record(operation));
    }

    private static String who(Operation operation) {
        if (operation.open()) {
            return "open";
        }
        return operation.roles().isEmpty()
                ? "anybody"
                : String.join(", ", new TreeSet<>(operation.roles()));
    }

    private static String record(Operation operation) {
        if (operation.open()) {
            return "not";
        }
        return "`%s` of `%s`".formatted(operation.action(), operation.resource())
                + (operation.recorded() ? "" : ", refusals only");
    }
}
