package com.sanocrm.consent.choice;

import java.time.Instant;
import java.util.List;

/** How far a version of a person's choices has come. */
public sealed interface Acknowledgement {
    long version();

    /** Every service that acts on choices has confirmed this version or a later one. */
    record Enforced(long version, Instant enforcedAt) implements Acknowledgement {}

    /** The choice is recorded; these services, by name, have not confirmed it yet. */
    record Pending(long version, List<String> services) implements Acknowledgement {}
}
