package com.sanocrm.stack.process;

/**
 * The life of a member's process.
 *
 * <pre>
 * MISSING                                   there is nothing to start
 * WAITING -> STARTING -> READY -> RESTARTING -> WAITING     it died
 *                              -> STOPPED    -> WAITING     on order
 *            STARTING -> FAILED             -> WAITING     it never became ready
 * </pre>
 */
public enum State {
    MISSING,
    WAITING,
    STARTING,
    READY,
    RESTARTING,
    STOPPED,
    FAILED
}
