package com.sanocrm.consent.choice;

import com.sanocrm.contracts.Channel;
import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The evidence of one choice; never changed.
 *
 * @param evidenceId of the request or event that brought it, which counts once
 * @param medium by which it reached support; null for other channels
 * @param actorId who entered it; null for a link in a mail
 * @param reference support's reference to the letter or call
 * @param choicesVersion the version of the person's choices that it made
 */
public record RecordedChoice(
        String evidenceId,
        Purpose purpose,
        Choice decision,
        Channel channel,
        @Nullable Medium medium,
        @Nullable AccountId actorId,
        String policyVersion,
        Instant at,
        @Nullable String reference,
        long choicesVersion) {}
