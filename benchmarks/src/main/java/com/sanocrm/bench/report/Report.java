package com.sanocrm.bench.report;

import static java.util.Objects.requireNonNull;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.json.JsonWriterSettings;

/** One table: the figures in their sections, the aims, and the conditions of the run. */
public final class Report {
    private static final List<String> HEADINGS =
            List.of("", "median", "least … most", "aim", "", "");

    private final String title;
    private final Map<String, List<Row>> sections = new LinkedHashMap<>();
    private final Map<String, String> conditions = new LinkedHashMap<>();

    /**
     * @param sections in the order of the table, whichever is measured first
     */
    public Report(String title, List<String> sections) {
        this.title = title;
        sections.forEach(section -> this.sections.put(section, new ArrayList<>()));
    }

    public void add(String section, Row row) {
        requireNonNull(sections.get(section), section).add(row);
    }

    public void condition(String name, String value) {
        conditions.put(name, value);
    }

    public List<Row> rows() {
        return sections.values().stream().flatMap(List::stream).toList();
    }

    /** The lines that do not meet their aims. */
    public List<Row> missed() {
        return rows().stream().filter(Row::missesItsAim).toList();
    }

    public void print(PrintStream out) {
        out.printf("%n%s%n", title);
        List<Integer> widths = widths();
        out.println(line("", HEADINGS, widths));
        sections.forEach(
                (section, rows) -> {
                    out.printf("%n%s%n", section);
                    rows.forEach(row -> out.println(line("  ", cells(row), widths)));
                });
        out.printf("%nConditions%n");
        conditions.forEach((name, value) -> out.printf("  %-18s %s%n", name, value));
        long aims = rows().stream().filter(row -> row.aim() != null).count();
        out.printf("%n%d of %d aims met.%n", aims - missed().size(), aims);
        missed().forEach(row -> out.println("  NOT MET: " + row.what()));
    }

    private static List<String> cells(Row row) {
        return List.of(
                row.what(),
                row.unit().write(row.figure().median()),
                row.rounds(),
                row.aimed(),
                row.verdict(),
                row.remark());
    }

    private List<Integer> widths() {
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < HEADINGS.size(); column++) {
            int each = column;
            Function<Row, Integer> width = row -> cells(row).get(each).length();
            int widest = rows().stream().map(width).reduce(0, Math::max);
            widths.add(Math.max(widest, HEADINGS.get(column).length()));
        }
        return widths;
    }

    /** Figures to the right, words to the left. */
    private static String line(String indent, List<String> cells, List<Integer> widths) {
        StringBuilder line = new StringBuilder(indent);
        for (int column = 0; column < cells.size(); column++) {
            String padding = " ".repeat(widths.get(column) - cells.get(column).length());
            boolean toTheRight = column == 1 || column == 3;
            line.append(toTheRight ? padding : "").append(cells.get(column));
            line.append(toTheRight ? "" : padding).append("  ");
        }
        return line.toString().stripTrailing();
    }

    /** The same for machines; figures in the unit that the row names. */
    public String json() {
        Document all = new Document("title", title).append("conditions", new Document());
        conditions.forEach((name, value) -> all.get("conditions", Document.class).put(name, value));
        all.append(
                "figures",
                sections.entrySet().stream()
                        .flatMap(
                                each ->
                                        each.getValue().stream()
                                                .map(row -> json(each.getKey(), row)))
                        .collect(Collectors.toList()));
        return all.toJson(JsonWriterSettings.builder().indent(true).build());
    }

    private static Document json(String section, Row row) {
        return new Document("section", section)
                .append("what", row.what())
                .append("unit", row.unit().name())
                .append("median", row.figure().median())
                .append("least", row.figure().least())
                .append("most", row.figure().most())
                .append("remark", row.remark())
                .append("aim", row.aimed())
                .append("verdict", row.verdict());
    }
}
