package com.sanocrm.audit.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * Which of a producer's numbers have arrived, as ranges without overlap or touch, the lowest first.
 * Adding what was there changes nothing.
 *
 * @param incomplete whether a number below the highest is missing
 */
public record Numbering(@BsonId String producer, List<Range> ranges, boolean incomplete) {

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

    /** Numbers that have not arrived although a higher one had at {@code since}. */
    record Gap(long from, long to, Instant since) {}

    public Numbering {
        ranges = List.copyOf(ranges);
    }

    static Numbering none(String producer) {
        return new Numbering(producer, List.of(), false);
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
        return new Numbering(producer, joined, !complete);
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
