package com.sanocrm.stack.process;

import java.util.List;

/**
 * How a member is.
 *
 * @param pid 0 if no process runs
 * @param readyAfterMillis how long its last start took
 * @param reason why it is missing or has failed, else empty
 */
public record MemberStatus(
        String name,
        State state,
        long pid,
        long readyAfterMillis,
        List<Integer> ports,
        String reason) {}
