package com.sanocrm.audit.accounting;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.audit.SampleRecords;
import com.sanocrm.audit.classification.DataClass;
import com.sanocrm.contracts.events.AuditRecorded.Outcome;
import com.sanocrm.contracts.id.EventId;
import com.sanocrm.platform.test.Promise;
import java.io.IOException;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

class AccountingPdfTests {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final Accounting.Line LEGAL = line("45 CFR 164.512(e)(1)(i)");
    private static final Accounting.Line READ = line(null);

    @Test
    @Promise("P-36")
    void itSaysWhenToWhomWhatAndWhy() throws IOException {
        String text = text(Language.EN, List.of(LEGAL), List.of(READ, READ));

        assertThat(text)
                .contains("Accounting of disclosures")
                .contains("2026-03-04 05:06:07")
                .contains("Clerk of the court")
                .contains("1 Court Street")
                .contains("Clinic by the Sea")
                .contains("legal process")
                .contains("45 CFR 164.512(e)(1)(i)")
                .contains("messages")
                .contains("This accounting is complete")
                .contains("All other accesses (2)");
    }

    @Test
    @Promise("P-36")
    void arabicIsShaped() throws IOException {
        String text = text(Language.AR, List.of(LEGAL), List.of());

        // Letters stand in their joined forms, which Unicode keeps apart from the plain ones.
        assertThat(text.chars().filter(each -> each >= 0xFE70 && each <= 0xFEFC).count())
                .isGreaterThan(100);
        assertThat(Normalizer.normalize(text, Normalizer.Form.NFKC))
                .containsAnyOf("الرسائل", new StringBuilder("الرسائل").reverse());
    }

    @Test
    void aLongAccountingHasEveryLine() throws IOException {
        var reader =
                new PdfReader(
                        new AccountingPdf(Language.EN)
                                .of(accounting(List.of(), Collections.nCopies(300, READ))));
        var text = new StringBuilder();
        for (int page = 1; page <= reader.getNumberOfPages(); page++) {
            text.append(new PdfTextExtractor(reader).getTextFromPage(page));
        }

        assertThat(text.toString().split("2026-03-04 05:06:07", -1)).hasSizeGreaterThan(300);
    }

    @Test
    void everyLanguageHasEveryText() throws IOException {
        assertThat(texts("ar").keySet()).isEqualTo(texts("en").keySet());
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfDataHasItsWord(Language language) {
        for (DataClass dataClass : DataClass.values()) {
            String name = dataClass.name().toLowerCase(Locale.ROOT).replace('_', '-');
            assertThat(language.word("data", name)).isNotEmpty();
            assertThat(language.text("data." + name)).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ar, AR",
        "ar-AE, AR",
        "'fr, ar;q=0.5, en;q=0.3', AR",
        "'en, ar;q=0.5', EN",
        "fr, EN",
        "'!', EN",
        ", EN"
    })
    void theReaderChoosesTheLanguage(String acceptLanguage, Language language) {
        assertThat(Language.preferredIn(acceptLanguage)).isEqualTo(language);
    }

    private static String text(
            Language language, List<Accounting.Line> disclosed, List<Accounting.Line> accesses)
            throws IOException {
        byte[] pdf = new AccountingPdf(language).of(accounting(disclosed, accesses));
        return new PdfTextExtractor(new PdfReader(pdf)).getTextFromPage(1);
    }

    private static Accounting accounting(
            List<Accounting.Line> disclosed, List<Accounting.Line> accesses) {
        return new Accounting(
                SampleRecords.account(),
                NOW.minusSeconds(1_000_000),
                NOW,
                true,
                disclosed,
                accesses);
    }

    private static Accounting.Line line(@org.jspecify.annotations.Nullable String legalBasis) {
        return new Accounting.Line(
                NOW,
                new EventId("evt_0197a1b2-c3d4-7000-8000-000000000001"),
                SampleRecords.account(),
                "compliance",
                SampleRecords.partner(),
                "Clinic by the Sea",
                legalBasis == null ? "message.read" : "legal-case.disclose",
                Outcome.SUCCESS,
                Set.of(DataClass.MESSAGES),
                "HLEGAL",
                legalBasis == null ? null : "Clerk of the court",
                legalBasis == null ? null : "1 Court Street",
                legalBasis,
                "platform",
                17,
                "XcnaeTYOm5/j8TcPYMwEtyVUoXUI9ZQVMWfcbiZBJig=");
    }

    private static Properties texts(String language) throws IOException {
        var texts = new Properties();
        try (var in =
                AccountingPdfTests.class.getResourceAsStream(
                        "/accounting/" + language + ".properties")) {
            texts.load(in);
        }
        return texts;
    }
}
