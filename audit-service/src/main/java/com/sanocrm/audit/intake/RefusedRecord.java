package com.sanocrm.audit.intake;

import java.time.Instant;

/** A record that goes to the dead letters instead of a log. */
record RefusedRecord(ReceivedRecord received, Refusal refusal) {
    /** Under which refusals without a producer are kept. */
    static final String UNKNOWN = "unknown";

    /** Who is said to have numbered it. */
    String producer() {
        return Reading.producer(received).orElse(UNKNOWN);
    }

    /** As it is kept for compliance. */
    Numbering.Refused at(Instant now) {
        return new Numbering.Refused(
                received.partition(), received.offset(), refusal.reason(), now);
    }
}
