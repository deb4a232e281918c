package com.sanocrm.transparency.verify;

import com.sanocrm.transparency.Hash;
import org.jspecify.annotations.Nullable;

/**
 * The records of one log about one person, told in the log's order: the first has number 1 and no
 * predecessor, each further one the next number and the leaf hash before. Those of before leaves
 * had numbers count, but only as long as none has one.
 */
final class PersonsRecords {
    private long count;
    private long numbered;
    private @Nullable Hash last;

    /**
     * Takes the next one.
     *
     * @throws Contradiction if it does not follow the one before
     */
    void add(LeafText leaf) throws Contradiction {
        count++;
        if (leaf.subjectSeq() != 0) {
            numbered++;
            String expected = last == null ? "" : last.base64();
            String previous = leaf.subjectPrevious() == null ? "" : leaf.subjectPrevious();
            if (leaf.subjectSeq() != count || !previous.equals(expected)) {
                throw new Contradiction(
                        "is number %d about its person where number %d is due, or follows another than the one before"
                                .formatted(leaf.subjectSeq(), count));
            }
        } else if (numbered > 0) {
            throw new Contradiction("has no number although one before it has");
        }
        last = leaf.hash();
    }

    long count() {
        return count;
    }

    /** Whether the numbers say how many there should be. */
    boolean isNumbered() {
        return numbered > 0;
    }
}
