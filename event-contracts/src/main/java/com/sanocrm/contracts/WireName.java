package com.sanocrm.contracts;

/** Has a name of our own on the wire, which does not follow the name in the code. */
public interface WireName {
    String wireName();
}
