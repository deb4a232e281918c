package com.sanocrm.audit.legal;

/** What kind of legal process asks, with the rule of 45 CFR 164.512 that lets us answer. */
public enum LegalProcess {
    COURT_ORDER("164.512(e)(1)(i)"),
    /** Without a court's order: only with an assurance. */
    SUBPOENA("164.512(e)(1)(ii)"),
    WARRANT("164.512(f)(1)(ii)(A)"),
    GRAND_JURY_SUBPOENA("164.512(f)(1)(ii)(B)"),
    ADMINISTRATIVE_REQUEST("164.512(f)(1)(ii)(C)"),
    HEALTH_OVERSIGHT("164.512(d)");

    private final String rule;

    LegalProcess(String rule) {
        this.rule = rule;
    }

    /** The paragraph of 45 CFR. */
    public String rule() {
        return rule;
    }

    /** Whether somebody must first have told the person, or have sought a protective order. */
    boolean needsAssurance() {
        return this == SUBPOENA;
    }
}
