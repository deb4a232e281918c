package com.sanocrm.consent.choice;

import com.sanocrm.contracts.Channel;
import com.sanocrm.contracts.id.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * How a choice reached us.
 *
 * @param id of the request or event that brought it, which counts once
 * @param medium by which it reached support; null for other channels
 * @param actorId who entered it; null for a link in a mail
 * @param reference where the rest is: support's letter or call, the reply, the partner
 */
public record Evidence(
        String id,
        Channel channel,
        @Nullable Medium medium,
        @Nullable AccountId actorId,
        @Nullable String reference) {

    /** Of a channel that needs no more words. */
    public static Evidence of(String id, Channel channel, @Nullable AccountId actorId) {
        return new Evidence(id, channel, null, actorId, null);
    }

    /** Whether both say the same, whatever request brought them. */
    boolean saysTheSameAs(Evidence other) {
        return withoutId().equals(other.withoutId());
    }

    /** Whether it names nobody but the person, and nothing beside the channel. */
    boolean namesOnly(AccountId person) {
        return medium == null && reference == null && (actorId == null || actorId.equals(person));
    }

    private Evidence withoutId() {
        return new Evidence("", channel, medium, actorId, reference);
    }
}
