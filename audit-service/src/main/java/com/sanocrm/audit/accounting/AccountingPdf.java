package com.sanocrm.audit.accounting;

import com.sanocrm.platform.json.WireJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.PageSize;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfWriter;

/**
 * An accounting as a PDF that can be printed. The font is in the document; Arabic is shaped and
 * runs from right to left.
 */
final class AccountingPdf {
    private static final String FONT = "/net/sf/jasperreports/fonts/dejavu/DejaVuSans.ttf";
    private static final BaseFont FACE = face();
    private static final float[] WIDTHS = {13, 17, 20, 16, 12, 22};
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final int FULL_WIDTH = 100;

    private final Language language;
    private final Font title = new Font(FACE, 15);
    private final Font heading = new Font(FACE, 11);
    private final Font text = new Font(FACE, 8);
    private final Font small = new Font(FACE, 6.5f);

    AccountingPdf(Language language) {
        this.language = language;
    }

    private static BaseFont face() {
        try (InputStream font =
                Objects.requireNonNull(AccountingPdf.class.getResourceAsStream(FONT))) {
            return BaseFont.createFont(
                    "DejaVuSans.ttf",
                    BaseFont.IDENTITY_H,
                    BaseFont.EMBEDDED,
                    BaseFont.CACHED,
                    font.readAllBytes(),
                    null);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    byte[] of(Accounting accounting) {
        var bytes = new ByteArrayOutputStream();
        try (var document = new Document(PageSize.A4.rotate(), 36, 36, 36, 36)) {
            PdfWriter.getInstance(document, bytes);
            document.addTitle(language.text("title"));
            document.setDocumentLanguage(language.locale().toLanguageTag());
            document.open();
            document.add(
                    paragraphs(
                            new Phrase(language.text("title"), title),
                            new Phrase(language.text("person"), text),
                            new Phrase(accounting.accountId().value(), text),
                            new Phrase(language.text("period"), text),
                            new Phrase(
                                    time(accounting.from()) + " – " + time(accounting.to()), text),
                            new Phrase(language.text("about"), text),
                            new Phrase(
                                    language.text(
                                            accounting.complete() ? "complete" : "incomplete"),
                                    text)));
            section(document, "disclosed", accounting.disclosed());
            section(document, "accesses", accounting.accesses());
        }
        return bytes.toByteArray();
    }

    private void section(Document document, String name, List<Accounting.Line> lines) {
        document.add(
                paragraphs(
                        new Phrase(language.text(name) + " (" + lines.size() + ")", heading),
                        new Phrase(language.text(name + ".rule"), text),
                        new Phrase(
                                language.text(name + (lines.isEmpty() ? ".none" : ".about")),
                                text)));
        if (lines.isEmpty()) {
            return;
        }
        PdfPTable table = table(WIDTHS.length);
        table.setWidths(language.isRightToLeft() ? reversed(WIDTHS) : WIDTHS);
        table.setHeaderRows(1);
        Stream.of("when", "who", "what", "why", "outcome", "proof")
                .forEach(column -> table.addCell(cell(text, language.text("column." + column))));
        for (Accounting.Line line : lines) {
            table.addCell(cell(text, time(line.at())));
            table.addCell(who(line));
            table.addCell(what(line));
            table.addCell(
                    cell(text, language.word("purpose", line.purposeOfUse()), line.legalBasis()));
            table.addCell(cell(text, language.word("outcome", WireJson.wireName(line.outcome()))));
            table.addCell(cell(small, line.log(), Long.toString(line.index()), line.leafHash()));
        }
        document.add(table);
    }

    private PdfPCell who(Accounting.Line line) {
        return cell(
                text,
                language.word("role", line.actorRole()),
                line.actorId() == null ? null : line.actorId().value(),
                line.partnerName(),
                line.partnerId() == null ? null : line.partnerId().value(),
                line.recipient() == null ? null : language.text("recipient"),
                line.recipient(),
                line.recipientAddress());
    }

    private PdfPCell what(Accounting.Line line) {
        return cell(
                text,
                line.dataClasses().stream()
                        .sorted()
                        .map(each -> language.word("data", WireJson.wireName(each)))
                        .collect(Collectors.joining("; ")),
                language.word("action", line.action()));
    }

    private static float[] reversed(float[] widths) {
        var reversed = new float[widths.length];
        for (int i = 0; i < widths.length; i++) {
            reversed[i] = widths[widths.length - 1 - i];
        }
        return reversed;
    }

    private static String time(Instant time) {
        return TIME.format(time);
    }

    /** Tables, because only they run from right to left. */
    private PdfPTable paragraphs(Phrase... paragraphs) {
        PdfPTable table = table(1);
        table.setSpacingBefore(8);
        Stream.of(paragraphs).map(this::line).forEach(table::addCell);
        return table;
    }

    private PdfPTable table(int columns) {
        var table = new PdfPTable(columns);
        table.setWidthPercentage(FULL_WIDTH);
        table.setRunDirection(
                language.isRightToLeft()
                        ? PdfWriter.RUN_DIRECTION_RTL
                        : PdfWriter.RUN_DIRECTION_LTR);
        table.setSpacingAfter(4);
        return table;
    }

    /** One line for each that is there. */
    private PdfPCell cell(Font font, @Nullable String... lines) {
        PdfPTable inside = table(1);
        Stream.of(lines)
                .filter(Objects::nonNull)
                .map(line -> line(new Phrase(line, font)))
                .forEach(inside::addCell);
        return new PdfPCell(inside);
    }

    /**
     * Each line runs in the direction of its own script: in a line that runs from right to left an
     * address, a date or a hash would be torn apart.
     */
    private PdfPCell line(Phrase content) {
        boolean arabic = content.getContent().codePoints().anyMatch(AccountingPdf::isArabic);
        var cell = new PdfPCell(content);
        cell.setBorder(PdfPCell.NO_BORDER);
        cell.setRunDirection(arabic ? PdfWriter.RUN_DIRECTION_RTL : PdfWriter.RUN_DIRECTION_LTR);
        // In a line that runs from right to left, left is where it begins.
        cell.setHorizontalAlignment(
                language.isRightToLeft() && !arabic ? Element.ALIGN_RIGHT : Element.ALIGN_LEFT);
        return cell;
    }

    private static boolean isArabic(int codePoint) {
        return Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.ARABIC;
    }
}
