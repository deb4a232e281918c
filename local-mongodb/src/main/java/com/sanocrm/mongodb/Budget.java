package com.sanocrm.mongodb;

import org.jspecify.annotations.Nullable;

/** How much a command may do where others wait for it. */
final class Budget {
    /** The command is to be done where nobody waits for it; so far it has done nothing. */
    static final class SpentException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SpentException() {
            super(null, null, false, false);
        }
    }

    private static final int SMALL = 2_000;
    private static final int UNIT_BYTES = 1 << 10;

    private final boolean limited;
    private long left;

    private Budget(boolean limited, long left) {
        this.limited = limited;
        this.left = left;
    }

    static Budget unlimited() {
        return new Budget(false, Long.MAX_VALUE);
    }

    /** Of about a thousand small documents, which take some milliseconds. */
    static Budget small() {
        return new Budget(true, SMALL);
    }

    /** For a step to an entry. */
    void spend() {
        spend(0);
    }

    /** For an entry of that size. */
    void spend(int bytes) {
        left -= 1 + bytes / UNIT_BYTES;
        if (left < 0) {
            throw new SpentException();
        }
    }

    /** For a look at a key, and what was found there. */
    byte @Nullable [] spent(byte @Nullable [] found) {
        spend(found == null ? 0 : found.length);
        return found;
    }

    /** For a command whose changes are too many for its lane. */
    void exceeded() {
        if (limited) {
            throw new SpentException();
        }
    }

    /** What goes on from here is done elsewhere. */
    void lift() {
        left = Long.MAX_VALUE;
    }
}
