package com.sanocrm.audit.log;

/** What is stored of a log contradicts itself; nothing is signed and nothing appended. */
final class DamagedLogException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DamagedLogException(LogName log, String what) {
        super("the log " + log + " is damaged: " + what);
    }
}
