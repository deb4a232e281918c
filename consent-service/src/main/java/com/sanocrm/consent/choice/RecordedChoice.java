package com.sanocrm.consent.choice;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The record of one choice; it never changes, but that its enforcement is noted once.
 *
 * @param number counts the person's choices, from 1
 * @param at when it was made; no two choices that follow each other have the same time
 * @param recordedAt when it was written here, as the clock stood
 * @param choicesVersion the version of the person's choices that it made
 * @param receipt signed; null only until it is
 * @param enforcedAt when every service had confirmed it; null before, and where a later choice took
 *     its place first
 */
public record RecordedChoice(
        long number,
        Purpose purpose,
        Choice decision,
        Evidence evidence,
        Shown shown,
        Instant at,
        Instant recordedAt,
        long choicesVersion,
        @Nullable String receipt,
        @Nullable Instant enforcedAt) {

    RecordedChoice with(String signed) {
        return new RecordedChoice(
                number,
                purpose,
                decision,
                evidence,
                shown,
                at,
                recordedAt,
                choicesVersion,
                signed,
                enforcedAt);
    }

    /**
     * Without letters, calls, partners and members of staff, by which it could be found out whose
     * it is; the receipt, which repeats them, goes with them. The person has a copy.
     */
    RecordedChoice anonymous(AccountId person) {
        return evidence.namesOnly(person)
                ? this
                : new RecordedChoice(
                        number,
                        purpose,
                        decision,
                        Evidence.of(evidence.id(), evidence.channel(), null),
                        shown,
                        at,
                        recordedAt,
                        choicesVersion,
                        null,
                        enforcedAt);
    }

    /** Notes the enforcement of this version or a later one, the first time. */
    RecordedChoice enforced(long version, Instant time) {
        return enforcedAt != null || choicesVersion > version
                ? this
                : new RecordedChoice(
                        number,
                        purpose,
                        decision,
                        evidence,
                        shown,
                        at,
                        recordedAt,
                        choicesVersion,
                        receipt,
                        time);
    }
}
