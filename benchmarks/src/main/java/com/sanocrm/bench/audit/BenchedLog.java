package com.sanocrm.bench.audit;

import com.sanocrm.bench.report.Progress;
import com.sanocrm.story.Answer;
import com.sanocrm.story.Checks;
import com.sanocrm.story.Gateway;
import com.sanocrm.story.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A partner's log, as compliance sees it. */
public record BenchedLog(Gateway gateway, Session compliance, String partner) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long LOOK_MILLIS = 250;

    /** How many records it has; 0 while there is no such log, or the service does not answer. */
    long size() throws IOException, InterruptedException {
        Answer answer = checkpoint();
        return answer.status() == 200 ? Long.parseLong(answer.text("size")) : 0;
    }

    private Answer checkpoint() throws IOException, InterruptedException {
        return gateway.get(compliance, "/audit/log/checkpoint?log=" + partner);
    }

    /** By which its checkpoints are verified. */
    String vkey() throws IOException, InterruptedException {
        return checkpoint().expect(200, "a checkpoint").text("vkey");
    }

    /** Its size, once it is larger than that. */
    long awaitMoreThan(long size) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (long now = size(); ; now = size()) {
            if (now > size) {
                return now;
            }
            requireTime(end, now);
        }
    }

    /**
     * Returns when it has so many, or some more: asking for proofs leaves records too.
     *
     * @throws IllegalStateException if it stands still
     */
    public void await(long size, Progress progress) throws Exception {
        long before = 0;
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (long now = size(); now < size; now = size()) {
            if (now > before) {
                progress.advance(before == 0 ? 0 : now - before);
                before = now;
                end = System.nanoTime() + PATIENCE.toNanos();
            }
            requireTime(end, now);
        }
    }

    private static void requireTime(long end, long now) throws InterruptedException {
        if (System.nanoTime() > end) {
            throw new IllegalStateException("the log stands still at " + now);
        }
        Thread.sleep(LOOK_MILLIS);
    }

    /** No number of these producers is missing or doubled. */
    void requireComplete(List<String> producers) throws Exception {
        String next = "";
        do {
            JsonNode page =
                    gateway.get(compliance, "/audit/gaps?limit=100" + next)
                            .expect(200, "gaps")
                            .body();
            for (JsonNode each : page.path("items")) {
                Checks.demand(
                        !producers.contains(each.path("producer").asString()),
                        "no number is missing: " + each);
            }
            next = page.path("next").isString() ? "&cursor=" + page.path("next").asString() : "";
        } while (!next.isEmpty());
    }
}
