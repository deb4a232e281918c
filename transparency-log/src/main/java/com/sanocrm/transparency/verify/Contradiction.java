package com.sanocrm.transparency.verify;

/** What was read contradicts itself, or what was signed or kept before. */
public final class Contradiction extends Exception {
    private static final long serialVersionUID = 1L;

    public Contradiction(String what) {
        super(what, null, false, false);
    }
}
