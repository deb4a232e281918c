package com.sanocrm.bench.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.bench.report.Progress;
import com.sanocrm.bench.report.Report;
import com.sanocrm.bench.report.Row;
import java.nio.file.Path;
import java.time.Duration;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark runs from one end to the other; its figures are not looked at here. */
class StoreBenchmarkTest {
    private static final Plan TINY =
            new Plan(1, Duration.ofMillis(100), 50, 50, 2, 1_000, 2_000, 20, 1, 0);

    @TempDir private Path directory;

    @Test
    void everyAimOfTheIssueHasAMeasuredFigure() throws Exception {
        Report report;
        try (Progress progress = new Progress()) {
            report = StoreBenchmark.run(TINY, directory, progress);
        }

        assertThat(report.rows()).filteredOn(row -> row.aim() != null).hasSize(10);
        assertThat(report.rows())
                .extracting(Row::figure)
                .allSatisfy(figure -> assertThat(figure.median()).isPositive());
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aDocumentIsOfOneKibibyte() {
        Document document = Sample.document(1_000);

        assertThat(Sample.encode(document)).hasSize(1024);
    }
}
