package com.sanocrm.bench.store;

import com.mongodb.client.MongoClient;
import com.sanocrm.bench.h2.H2Server;
import com.sanocrm.bench.report.Conditions;
import com.sanocrm.bench.report.Directories;
import com.sanocrm.bench.report.Footprint;
import com.sanocrm.bench.report.Progress;
import com.sanocrm.bench.report.Report;
import com.sanocrm.mongodb.LocalMongoServer;
import com.sanocrm.stack.fleet.SmallJvm;
import java.nio.file.Path;
import java.util.List;

/**
 * The local store beside the library's H2 store with sync and beside RocksDB alone: pace, disk,
 * memory, start.
 */
public final class StoreBenchmark {
    private static final int LOADERS = 4;

    private final Plan plan;
    private final Workplace workplace;
    private final Progress progress;
    private final Report report =
            new Report("The local store against its aims", StoreReport.SECTIONS);
    private final StoreReport rows = new StoreReport(report);

    private StoreBenchmark(Plan plan, Workplace workplace, Progress progress) {
        this.plan = plan;
        this.workplace = workplace;
        this.progress = progress;
    }

    /**
     * Measures all of it.
     *
     * @param parent where the data lie meanwhile; its disk is the one that is measured
     */
    public static Report run(Plan plan, Path parent, Progress progress) throws Exception {
        try (Workplace workplace = Workplace.open(parent, plan.neededBytes())) {
            return new StoreBenchmark(plan, workplace, progress).measure();
        }
    }

    private Report measure() throws Exception {
        progress.step("conditions");
        Conditions.before(report, workplace.directory());
        race();
        updatesOfBaseline();
        longLife();
        Conditions.after(report, workplace.directory());
        report.condition("servers' JVM", String.join(" ", SmallJvm.ofStore()));
        report.condition(
                "run",
                "%d rounds after warming up, turns of %.1f s, %.0f s in all"
                        .formatted(
                                plan.rounds(), plan.slot().toMillis() / 1e3, progress.seconds()));
        return report;
    }

    private void race() throws Exception {
        Path ours = workplace.data("race-store");
        Path baseline = workplace.data("race-h2");
        Path plain = workplace.data("race-rocksdb");
        ServerProcess server = workplace.start(LocalMongoServer.class, ours);
        ServerProcess other = workplace.start(H2Server.class, baseline);
        try (PlainRocksDb rocks = new PlainRocksDb(plain)) {
            Contender store = new Server("this store", server);
            Contender h2 = new Server("H2 with sync", other);
            InsertRace race = new InsertRace(plan, List.of(store, h2, rocks), progress);
            race.run();
            rows.inserts(race, store, h2, rocks);
            rows.afterRace(store, Footprint.of(ours));
            rows.afterRace(h2, Footprint.of(baseline));
            rows.memory("after the race of inserts", server.memory());
        }
        server.kill();
        other.kill();
        for (Path each : List.of(ours, baseline, plain)) {
            Directories.delete(each);
        }
    }

    private void updatesOfBaseline() throws Exception {
        Path data = workplace.data("updates-h2");
        ServerProcess server = workplace.start(H2Server.class, data);
        rows.updatesOfBaseline(
                UpdateLoad.run(server, data, plan.updatedOfBaseline(), plan.updates(), progress));
        server.kill();
        Directories.delete(data);
    }

    /** One server for updates, loading and finds: its memory is that of a long life. */
    private void longLife() throws Exception {
        Path data = workplace.data("store");
        ServerProcess server = workplace.start(LocalMongoServer.class, data);
        rows.updates(UpdateLoad.run(server, data, plan.updated(), plan.updates(), progress));
        rows.memory("after the updates", server.memory());
        try (MongoClient client = server.client(LOADERS)) {
            FindRace race = new FindRace(plan, client, progress);
            race.load(LOADERS);
            rows.loaded(Footprint.of(data), plan.updated() + plan.few() + plan.many());
            rows.memory("after loading", server.memory());
            race.run();
            rows.finds(race, plan);
        }
        rows.memory("after the finds", server.memory());
        StartUps starts = new StartUps(workplace, data, server, plan, progress);
        rows.memory("after the last start", starts.run().memory());
        rows.mostMemory(starts);
        rows.starts(starts, plan.many());
    }
}
