package com.sanocrm.audit.witness;

import com.sanocrm.transparency.Cosignature;

/** What a witness answers (C2SP tlog-witness, {@code add-checkpoint}). */
sealed interface WitnessAnswer {

    /** Its signature holds. */
    record Cosigned(Cosignature cosignature) implements WitnessAnswer {}

    /** 409: the newest that it has co-signed has this size. */
    record OtherSize(long newest) implements WitnessAnswer {}

    /** 422: what it has co-signed is not shown to be the beginning. */
    record Inconsistent() implements WitnessAnswer {}

    /** 404. */
    record NotWatched() implements WitnessAnswer {}

    /** 403. */
    record KeyNotKnown() implements WitnessAnswer {}

    /** No answer, or one that is not of the protocol. */
    record None(String why) implements WitnessAnswer {}
}
