package com.sanocrm.consent.choice;

import com.sanocrm.contracts.Channel;
import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The evidence of a choice, as it is shown. */
record ChoiceView(
        Purpose purpose,
        Choice decision,
        Channel channel,
        @Nullable Medium medium,
        @Nullable AccountId actorId,
        @Nullable String reference,
        String policyVersion,
        @Nullable String language,
        @Nullable String wordingHash,
        Instant at,
        Instant recordedAt,
        @Nullable Instant enforcedAt,
        String evidenceId,
        long version) {
    static ChoiceView from(RecordedChoice choice) {
        Evidence evidence = choice.evidence();
        Shown shown = choice.shown();
        return new ChoiceView(
                choice.purpose(),
                choice.decision(),
                evidence.channel(),
                evidence.medium(),
                evidence.actorId(),
                evidence.reference(),
                shown.policyVersion(),
                shown.language(),
                shown.wordingHash(),
                choice.at(),
                choice.recordedAt(),
                choice.enforcedAt(),
                evidence.id(),
                choice.choicesVersion());
    }
}
