package com.sanocrm.audit.intake;

/** Why a record is in no log. None names content. */
enum Refusal {
    NO_AUDIT_RECORD("not an audit record"),
    NO_PRODUCER("no producer"),
    NO_SEQUENCE_NUMBER("no sequence number"),
    ANOTHERS_KEY("under another key than its producer's"),
    NO_SERVICE("not from a service that records"),
    ANOTHERS_PRODUCER("from another service than its producer is of"),
    NO_MAC("without the code of the service that it names"),
    MALFORMED("not an audit record's JSON"),
    INCOMPLETE_OR_TOO_LONG("a value is missing, or too long"),
    IN_THE_FUTURE("dated in the future"),
    BEFORE_ITS_TIME("dated before there was a platform"),
    NUMBER_IS_TAKEN("another record has its number"),
    ID_IS_TAKEN("another record has its id");

    private final String reason;

    Refusal(String reason) {
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
