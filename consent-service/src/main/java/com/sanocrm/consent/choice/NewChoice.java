package com.sanocrm.consent.choice;

import com.sanocrm.contracts.Channel;
import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A choice as it comes in; the components are those of {@link RecordedChoice}. */
public record NewChoice(
        String evidenceId,
        Purpose purpose,
        Choice decision,
        Channel channel,
        @Nullable Medium medium,
        @Nullable AccountId actorId,
        String policyVersion,
        Instant at,
        @Nullable String reference) {
    public NewChoice {
        if (purpose.kind() == Purpose.Kind.ESSENTIAL) {
            throw new IllegalArgumentException("an essential purpose cannot be chosen");
        }
    }

    RecordedChoice recordedAs(long choicesVersion, Instant time) {
        return new RecordedChoice(
                evidenceId,
                purpose,
                decision,
                channel,
                medium,
                actorId,
                policyVersion,
                time,
                reference,
                choicesVersion);
    }
}
