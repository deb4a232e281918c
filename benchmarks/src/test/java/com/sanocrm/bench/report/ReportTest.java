package com.sanocrm.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class ReportTest {
    private final Report report = new Report("Figures", List.of("Pace"));

    @Test
    void theMedianOfTheRoundsIsWhatAnAimIsAbout() {
        Spread rounds = Spread.of(List.of(9.0, 1.0, 2.0));

        assertThat(rounds).isEqualTo(new Spread(2, 1, 9));
        assertThat(Aim.atLeast(2).isMetBy(rounds)).isTrue();
        assertThat(Aim.atLeast(2.1).isMetBy(rounds)).isFalse();
        assertThat(Aim.atMost(2).isMetBy(rounds)).isTrue();
        assertThat(Aim.atMost(1.9).isMetBy(rounds)).isFalse();
    }

    @Test
    void whatWasNotMeasuredMeetsNoAim() {
        assertThat(Aim.atMost(512).isMetBy(Spread.once(Double.NaN))).isFalse();
        assertThat(Aim.atLeast(0).isMetBy(Spread.once(Double.NaN))).isFalse();
    }

    @Test
    void ratiosAreOfTheSameRound() {
        assertThat(Spread.ofRatios(List.of(10.0, 30.0), List.of(5.0, 10.0)))
                .isEqualTo(new Spread(2.5, 2, 3));
    }

    @Test
    void theTableSaysWhichAimsAreMet() {
        report.add("Pace", Row.of("fast", Spread.once(3.5), Unit.TIMES).aim(Aim.atLeast(3)));
        report.add("Pace", Row.of("slow", Spread.once(2.5), Unit.TIMES).aim(Aim.atLeast(3)));
        report.add("Pace", Row.of("beside", Spread.once(1), Unit.TIMES));

        assertThat(printed())
                .contains("1 of 2 aims met.")
                .containsPattern("fast +3.50 x +≥ 3.00 x  met\n")
                .containsPattern("slow +2.50 x +≥ 3.00 x  NOT MET\n")
                .containsPattern("beside +1.00 x\n");
        assertThat(report.missed()).extracting(Row::what).containsExactly("slow");
    }

    @Test
    void machinesReadTheSame() {
        report.condition("load", "0.1");
        report.add("Pace", Row.of("slow", Spread.once(2.5), Unit.TIMES).aim(Aim.atLeast(3)));

        Document read = Document.parse(report.json());

        assertThat(read.getEmbedded(List.of("conditions", "load"), String.class)).isEqualTo("0.1");
        assertThat(read.getList("figures", Document.class).getFirst())
                .containsEntry("what", "slow")
                .containsEntry("median", 2.5)
                .containsEntry("verdict", "NOT MET");
    }

    private String printed() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        report.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
