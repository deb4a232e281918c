package com.sanocrm.messaging.reply;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.reply.OptOutRequest.State;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer as support sees it.
 *
 * @param reason why somebody has to look; absent where nobody had to
 * @param accountId whose answer it is, or whose address it claims; absent if nobody's
 * @param senderVerified whether it answers a mail to that account and came from its address
 * @param answeredPurpose what the mail was for that it answers
 * @param suggestedPurposes what an opt-out would be from, unless the decision says otherwise
 * @param words of the person; absent after the decision, and when they are forgotten
 * @param purposes that the person has opted out of by it
 */
record OptOutRequestView(
        String requestId,
        State status,
        Instant receivedAt,
        Wish.@Nullable Doubt reason,
        @Nullable AccountId accountId,
        boolean senderVerified,
        @Nullable String answeredPurpose,
        List<String> suggestedPurposes,
        String language,
        @Nullable String sender,
        @Nullable String words,
        List<String> purposes,
        @Nullable AccountId decidedBy,
        @Nullable Instant decidedAt) {

    static OptOutRequestView from(OptOutRequest request, Letters.@Nullable Plain letter) {
        return new OptOutRequestView(
                request.id(),
                request.state(),
                request.receivedAt(),
                request.doubt(),
                request.accountId(),
                request.verified(),
                request.answered(),
                request.suggested(),
                request.language(),
                letter == null ? null : letter.sender(),
                letter == null ? null : letter.words(),
                request.purposes(),
                request.decidedBy(),
                request.decidedAt());
    }
}
