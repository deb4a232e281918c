package com.sanocrm.bench.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.sanocrm.bench.report.Progress;
import com.sanocrm.mongodb.LocalMongoServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/**
 * How long a start on a large store takes, from the start of the process to the answer of a first
 * find: after an orderly end, and after a SIGKILL that left much only in the journal.
 */
final class StartUps {
    /** So much of the large collection is written just before the end. */
    private static final int PART = 50_000;

    private final Workplace workplace;
    private final Path data;
    private final Plan plan;
    private final Progress progress;

    final List<Double> afterStop = new ArrayList<>();
    final List<Double> afterKill = new ArrayList<>();

    /** Of memory, of each server before its end, in MiB. */
    final List<Double> peaks = new ArrayList<>();

    private ServerProcess server;

    StartUps(Workplace workplace, Path data, ServerProcess running, Plan plan, Progress progress) {
        this.workplace = workplace;
        this.data = data;
        this.server = running;
        this.plan = plan;
        this.progress = progress;
    }

    /** Returns the server that was started last. */
    ServerProcess run() throws Exception {
        for (int i = 0; i < plan.starts(); i++) {
            progress.step("start after an orderly stop");
            write();
            server.stop();
            afterStop.add(start());
            progress.step("start after a kill");
            write();
            server.kill();
            afterKill.add(start());
        }
        return server;
    }

    private void write() throws Exception {
        try (MongoClient client = server.client(1)) {
            MongoCollection<Document> large = FindRace.large(client);
            for (int batch = 0; batch <= plan.many() / PART; batch++) {
                FindRace.insertBatch(large, Sample.owners(plan.few()));
            }
        }
        peaks.add(server.memory().peakMebibytes());
    }

    private double start() throws Exception {
        long begin = System.nanoTime();
        server = workplace.start(LocalMongoServer.class, data);
        try (MongoClient client = server.client(1)) {
            FindRace.find(FindRace.large(client), Sample.owners(plan.few()));
        }
        return (System.nanoTime() - begin) / 1e9;
    }
}
