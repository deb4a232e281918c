package com.sanocrm.platform.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * What would go if the job ran; nothing goes. It counts to a limit and for a limited time, so that
 * it answers however much there is, and says where it did not come to the end.
 */
public final class RetentionPreview {
    static final int COUNTED = 10_000;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final RetentionSchedule schedule;
    private final RetentionJob job;

    public RetentionPreview(RetentionSchedule schedule, RetentionJob job) {
        this.schedule = schedule;
        this.job = job;
    }

    /**
     * @param count what would go
     * @param held what would have gone, but is held
     * @param oldest when the time of the oldest that would go began; null where nothing would
     * @param complete whether there is no more than was counted
     */
    public record Due(
            RetentionRule rule,
            long count,
            long held,
            @Nullable Instant oldest,
            boolean complete) {}

    public List<Due> at(Instant time) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        var all = new ArrayList<Due>();
        for (RetentionRule rule : schedule.timed()) {
            all.add(System.nanoTime() < end ? due(rule, time) : new Due(rule, 0, 0, null, false));
        }
        return all;
    }

    private Due due(RetentionRule rule, Instant time) {
        var partners = job.partners(rule, time);
        List<Document> ended =
                job.find(rule, rule.ended(time, Set.of(), partners.keySet()), COUNTED + 1);
        List<Document> counted = ended.subList(0, Math.min(COUNTED, ended.size()));
        var free = new ArrayList<Document>();
        for (int from = 0; from < counted.size(); from += RetentionJob.BATCH) {
            List<Document> some =
                    counted.subList(from, Math.min(from + RetentionJob.BATCH, counted.size()));
            var held = job.heldAmong(rule, some);
            some.stream().filter(one -> RetentionJob.isFree(rule, one, held)).forEach(free::add);
        }
        return new Due(
                rule,
                free.size(),
                counted.size() - free.size(),
                free.stream()
                        .map(one -> rule.start(one, partners))
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                ended.size() <= COUNTED);
    }
}
