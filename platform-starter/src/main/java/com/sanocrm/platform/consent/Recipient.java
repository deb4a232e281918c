package com.sanocrm.platform.consent;

import com.sanocrm.contracts.Purpose;
import java.util.Set;

/** Who is to get the data. */
public sealed interface Recipient {
    /** Nobody: the platform itself uses it. */
    record Ourselves() implements Recipient {}

    /** Somebody who is not in the registry. */
    record Unregistered() implements Recipient {}

    /**
     * Somebody in the registry.
     *
     * @param contractRuns whether a contract binds the recipient today
     * @param purposes of the contract
     * @param abroad whether the data would leave the home country
     */
    record Registered(boolean contractRuns, Set<Purpose> purposes, boolean abroad)
            implements Recipient {
        public Registered {
            purposes = Set.copyOf(purposes);
        }
    }
}
