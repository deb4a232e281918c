package com.sanocrm.consent.choice;

/** By which way somebody told support. */
public enum Medium {
    EMAIL,
    PHONE,
    LETTER
}
