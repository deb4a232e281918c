package com.sanocrm.audit.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * Which of a producer's numbers have arrived, as ranges without overlap or touch, the lowest first,
 * and what was refused. Adding what was there changes nothing.
 *
 * @param incomplete whether there is something to tell: a number below the highest is missing, or a
 *     record was refused
 * @param unexplained the newest hundred of its records that tell of a use of a data key that
 *     nothing explains, by id
 * @param refused the newest hundred refused records that it is said to have numbered
 */
public record Numbering(
        @BsonId String producer,
        List<Range> ranges,
        boolean incomplete,
        @Nullable List<Refused> refused,
        @Nullable List<String> unexplained) {
    private static final int KEPT = 100;

    /**
     * Numbers that have all arrived.
     *
     * @param openedAt when the first of them arrived; a number missing just below is overdue since
     */
    public record Range(long from, long to, Instant openedAt) {
        private boolean touches(Range next) {
            return next.from <= to + 1;
        }

        private Range with(Range next) {
            return new Range(
                    from,
                    Math.max(to, next.to),
                    openedAt.isBefore(next.openedAt) ? openedAt : next.openedAt);
        }
    }

    /**
     * A record that is among the dead letters instead of a log.
     *
     * @param partition where it was among the records
     * @param offset there
     */
    public record Refused(int partition, long offset, String reason, Instant at) {
        private static final Comparator<Refused> BY_PLACE =
                Comparator.comparingInt(Refused::partition).thenComparingLong(Refused::offset);
    }

    /** Numbers that have not arrived although a higher one had at {@code since}. */
    record Gap(long from, long to, Instant since) {}

    public Numbering {
        ranges = List.copyOf(ranges);
        refused = refused == null ? List.of() : List.copyOf(refused);
        unexplained = unexplained == null ? List.of() : List.copyOf(unexplained);
    }

    static Numbering none(String producer) {
        return new Numbering(producer, List.of(), false, null, null);
    }

    /** What the component holds, which is null only in the constructor's argument. */
    List<Refused> allRefused() {
        return Objects.requireNonNull(refused);
    }

    boolean isEmpty() {
        return ranges.isEmpty() && allRefused().isEmpty();
    }

    boolean hasArrived(long number) {
        return ranges.stream().anyMatch(range -> range.from <= number && number <= range.to);
    }

    /** The same refused record twice, at its place, is once. */
    Numbering withRefused(Collection<Refused> more) {
        var all = new TreeSet<>(Refused.BY_PLACE);
        all.addAll(allRefused());
        all.addAll(more);
        return new Numbering(
                producer,
                ranges,
                incomplete || !all.isEmpty(),
                all.stream().skip(Math.max(0, all.size() - KEPT)).toList(),
                unexplained);
    }

    /** What the component holds, which is null only in the constructor's argument. */
    List<String> allUnexplained() {
        return Objects.requireNonNull(unexplained);
    }

    /** Ids are in the order of time. */
    Numbering withUnexplained(Collection<String> eventIds) {
        var all = new TreeSet<>(allUnexplained());
        all.addAll(eventIds);
        return new Numbering(
                producer,
                ranges,
                incomplete || !all.isEmpty(),
                refused,
                all.stream().skip(Math.max(0, all.size() - KEPT)).toList());
    }

    Numbering with(Collection<Long> numbers, Instant now) {
        var all = new ArrayList<Range>(ranges);
        numbers.forEach(number -> all.add(new Range(number, number, now)));
        all.sort(Comparator.comparingLong(Range::from));
        var joined = new ArrayList<Range>();
        for (Range range : all) {
            if (!joined.isEmpty() && joined.getLast().touches(range)) {
                joined.add(joined.removeLast().with(range));
            } else {
                joined.add(range);
            }
        }
        boolean complete = joined.isEmpty() || (joined.size() == 1 && joined.getFirst().from == 1);
        return new Numbering(
                producer,
                joined,
                !complete || !allRefused().isEmpty() || !allUnexplained().isEmpty(),
                refused,
                unexplained);
    }

    /** The gaps that were open before the time. */
    List<Gap> gapsBefore(Instant time) {
        var gaps = new ArrayList<Gap>();
        long expected = 1;
        for (Range range : ranges) {
            if (range.from > expected && range.openedAt.isBefore(time)) {
                gaps.add(new Gap(expected, range.from - 1, range.openedAt));
            }
            expected = range.to + 1;
        }
        return gaps;
    }
}
