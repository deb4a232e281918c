package com.sanocrm.stack.process;

/** Is told what happens while the platform starts, runs and stops. */
@FunctionalInterface
public interface Journal {
    void tell(String member, String event);
}
