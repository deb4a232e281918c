package com.sanocrm.contracts.events;

import com.sanocrm.contracts.Channel;
import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.id.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person's choice that another service took in, such as an opt-out by a reply to a mail. It
 * counts once, by its evidence id, however often it arrives.
 */
public record ChoiceTaken(
        AccountId accountId,
        /* The purpose's wire name. */
        String purpose,
        Choice decision,
        Channel channel,
        /* Who entered it; absent for the person's own doing without a session. */
        @Nullable AccountId actorId,
        /* Where the taking service finds what it came from: an id or number, never words. */
        @Nullable String reference,
        /* BCP 47, of the words in which the person was asked. */
        @Nullable String language,
        /* When the person made it, by the clock of the service that took it in. */
        Instant takenAt,
        /* Names this choice for ever: 1 to 80 of letters, digits and . _ : - */
        String evidenceId)
        implements Event {

    @Override
    public EventType eventType() {
        return EventType.CHOICE_TAKEN;
    }

    @Override
    public String key() {
        return accountId.value();
    }
}
