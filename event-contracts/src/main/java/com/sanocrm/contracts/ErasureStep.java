package com.sanocrm.contracts;

/** What every service does when a person is erased, in this order. */
public enum ErasureStep {
    /** Makes everything that is encrypted for the person unreadable, for ever. */
    DESTROY_KEYS,
    /** Removes what is left; ordered only when the keys are gone everywhere. */
    CLEAN_UP
}
