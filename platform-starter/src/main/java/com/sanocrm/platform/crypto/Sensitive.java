package com.sanocrm.platform.crypto;

/**
 * A value that must not reach a log, an event or an answer by accident: it prints as a mark and no
 * serializer knows it. Danger has a name: {@link #reveal}.
 */
public final class Sensitive {
    private final String value;

    public Sensitive(String value) {
        this.value = value;
    }

    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "[sensitive]";
    }
}
