package com.sanocrm.mongodb.fault;

/** Something that the checker found wrong. */
record Fault(Kind kind, String what) {
    enum Kind {
        /** An acknowledged command's effect is not there. */
        LOST,
        /** Of one command's effects some are there and some not. */
        HALF_APPLIED,
        /** A document that nobody wrote. */
        UNKNOWN,
        /** A document that an index should lead to and does not. */
        MISSING_ENTRY,
        /** An index that leads to what is not there, or should not be in it. */
        DANGLING_ENTRY,
        /** Two documents with one value of a unique field. */
        NOT_UNIQUE
    }
}
