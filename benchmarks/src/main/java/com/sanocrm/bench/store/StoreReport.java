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
        report.add(DISK, disk(what, footprint, documents));
    }

    void updatesOfBaseline(UpdateLoad.Sizes sizes) {
        String what = "H2 with sync, %,d documents ".formatted(sizes.documents());
        report.add(DISK, disk(what + "inserted", sizes.afterInserts(), sizes.documents()));
        report.add(DISK, disk(what + "updated", sizes.afterUpdates(), sizes.documents()));
    }

    void updates(UpdateLoad.Sizes sizes) {
        String what = "this store, %,d documents ".formatted(sizes.documents());
        Row inserted = disk(what + "inserted", sizes.afterInserts(), sizes.documents());
        Row updated = disk(what + "updated", sizes.afterUpdates(), sizes.documents());
        double most = (double) sizes.most() / bytes(sizes.documents());
        report.add(DISK, inserted.aim(DISK_FACTOR));
        report.add(
                DISK,
                updated.aim(DISK_FACTOR)
                        .remark(
                                "%s; %.2f x at most meanwhile, in %,d updates"
                                        .formatted(updated.remark(), most, sizes.updates())));
    }

    void loaded(Footprint footprint, int documents) {
        String what = "this store, then %,d in all".formatted(documents);
        report.add(DISK, disk(what, footprint, documents).aim(DISK_FACTOR));
    }

    private static Row disk(String what, Footprint footprint, int documents) {
        long bytes = bytes(documents);
        return Row.of(what, Spread.once((double) footprint.allocated() / bytes), Unit.TIMES)
                .remark(
                        "%,.1f MiB of documents; blocks %,.1f, files %,.1f MiB"
                                .formatted(
                                        mebibytes(bytes),
                                        mebibytes(footprint.allocated()),
                                        mebibytes(footprint.apparent())));
    }

    private static double mebibytes(long bytes) {
        return bytes / (double) (1 << 20);
    }

    private static long bytes(int documents) {
        return (long) documents * Sample.BYTES;
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
