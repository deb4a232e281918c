package com.sanocrm.bench.store;

import com.sanocrm.bench.report.Aim;
import com.sanocrm.bench.report.Footprint;
import com.sanocrm.bench.report.Report;
import com.sanocrm.bench.report.Row;
import com.sanocrm.bench.report.Spread;
import com.sanocrm.bench.report.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The lines of the table, with issue 3's aims: the only place that knows them. */
final class StoreReport {
    private static final String INSERTS = "Durable inserts of single documents of 1 KiB";
    private static final String DISK = "Bytes on disk for each byte of documents";
    private static final String FINDS = "Last 25 of an owner by {owner: 1, at: -1}, one client";
    private static final String MEMORY = "Resident memory of the server's process";
    private static final String STARTS = "Start of the process to the answer of a first find";

    static final List<String> SECTIONS = List.of(INSERTS, DISK, FINDS, MEMORY, STARTS);

    private static final Aim DISK_FACTOR = Aim.atMost(3);
    private static final Aim START_SECONDS = Aim.atMost(3);
    private static final Aim MEMORY_MEBIBYTES = Aim.atMost(512);

    private final Report report;
    private final List<Double> peaks = new ArrayList<>();

    StoreReport(Report report) {
        this.report = report;
    }

    void inserts(InsertRace race, Contender store, Contender h2, Contender rocks) {
        for (int clients : InsertRace.CLIENTS) {
            for (Contender each : List.of(store, h2, rocks)) {
                report.add(INSERTS, race.row(each, clients));
            }
        }
        ratio("32 clients: to H2 with sync", race.ratio(store, h2, 32), Aim.atLeast(3));
        ratio("1 client: to H2 with sync", race.ratio(store, h2, 1), Aim.atLeast(1.5));
        ratio("32 clients: to RocksDB alone", race.ratio(store, rocks, 32), Aim.atLeast(0.5));
    }

    private void ratio(String what, Spread ratio, Aim aim) {
        report.add(INSERTS, Row.of(what, ratio, Unit.TIMES).aim(aim));
    }

    void afterRace(Contender contender, Footprint footprint) throws Exception {
        int documents = Math.toIntExact(contender.stored());
        String what = "%s, %,d after the race".formatted(contender.title(), documents);
        report.add(DISK, disk(what, List.of(footprint), documents));
    }

    void updatesOfBaseline(UpdateLoad.Sizes sizes) {
        updates("H2 with sync", sizes).forEach(row -> report.add(DISK, row));
    }

    void updates(UpdateLoad.Sizes sizes) {
        updates("this store", sizes).forEach(row -> report.add(DISK, row.aim(DISK_FACTOR)));
    }

    private static List<Row> updates(String title, UpdateLoad.Sizes sizes) {
        String what = "%s, %,d inserted".formatted(title, sizes.documents());
        Row inserted = disk(what, sizes.inserted(), sizes.documents());
        Row updated =
                disk(
                        "%s, %,d updates".formatted(what, sizes.updates()),
                        sizes.updated(),
                        sizes.documents());
        return List.of(inserted, updated);
    }

    void loaded(Footprint footprint, int documents) {
        String what = "this store, then %,d in all".formatted(documents);
        report.add(DISK, disk(what, List.of(footprint), documents).aim(DISK_FACTOR));
    }

    private static Row disk(String what, List<Footprint> footprints, int documents) {
        double bytes = (double) documents * Sample.BYTES;
        Footprint last = footprints.getLast();
        return Row.of(
                        what,
                        Spread.of(
                                footprints.stream().map(each -> each.allocated() / bytes).toList()),
                        Unit.TIMES)
                .remark(
                        "%,.1f MiB of documents; blocks %,.1f, files %,.1f MiB"
                                .formatted(
                                        mebibytes(bytes),
                                        mebibytes((double) last.allocated()),
                                        mebibytes((double) last.apparent())));
    }

    private static double mebibytes(double bytes) {
        return bytes / (1 << 20);
    }

    void finds(FindRace race, Plan plan) {
        pace("p99 among %,d".formatted(plan.few()), race.few, plan.finds());
        pace("p99 among %,d".formatted(plan.many()), race.many, plan.finds());
        report.add(
                FINDS,
                Row.of("p99, the many to the few", race.ratio(), Unit.TIMES).aim(Aim.atMost(1.5)));
    }

    private void pace(String what, FindRace.Pace pace, int finds) {
        double median = Spread.of(pace.p50).median();
        report.add(
                FINDS,
                Row.of(what, Spread.of(pace.p99), Unit.MILLISECONDS)
                        .remark("p50 %.2f ms; %,d finds a round".formatted(median, finds)));
    }

    void memory(String when, Memory memory) {
        peaks.add(memory.peakMebibytes());
        report.add(
                MEMORY,
                Row.of(when, Spread.once(memory.residentMebibytes()), Unit.MEBIBYTES)
                        .remark("at most %.0f MiB until then".formatted(memory.peakMebibytes())));
    }

    void mostMemory(StartUps starts) {
        peaks.addAll(starts.peaks);
        Spread most = Spread.once(Collections.max(peaks));
        report.add(MEMORY, Row.of("most at any time", most, Unit.MEBIBYTES).aim(MEMORY_MEBIBYTES));
    }

    void starts(StartUps starts, int documents) {
        start("%,d documents, after an orderly stop".formatted(documents), starts.afterStop);
        start("%,d documents, after SIGKILL".formatted(documents), starts.afterKill);
    }

    private void start(String what, List<Double> seconds) {
        report.add(STARTS, Row.of(what, Spread.of(seconds), Unit.SECONDS).aim(START_SECONDS));
    }
}
