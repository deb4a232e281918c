package com.sanocrm.witness;

import com.sanocrm.transparency.Cosignature;

/** What a witness answers to a checkpoint. */
sealed interface Verdict {

    /** It is the newest now, and that is on the disk. */
    record Cosigned(Cosignature cosignature) implements Verdict {}

    /** Nothing is known of a log of that name. */
    record UnknownLog() implements Verdict {}

    /** No signature of the log's key, or one that does not hold. */
    record NotSigned() implements Verdict {}

    /** The old size is larger than the checkpoint's. */
    record Backwards() implements Verdict {}

    /** The newest that was co-signed has another size than the old one. */
    record OtherSize(long newest) implements Verdict {}

    /**
     * The log's own signature stands under what was not shown to continue the newest.
     *
     * @param isFork whether that needs no more showing: one size, two roots, both signed
     */
    record Inconsistent(boolean isFork) implements Verdict {}
}
