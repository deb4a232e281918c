package com.sanocrm.messaging.reply;

import com.sanocrm.contracts.Channel;
import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.WireName;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.ChoiceTaken;
import com.sanocrm.contracts.events.Event;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.reply.Wish.Doubt;
import com.sanocrm.platform.outbox.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * An answer to a mail, and what came of it. The choice that it leads to leaves with the write that
 * decides it.
 *
 * <pre>
 *  clear  ------------------------&gt; APPLIED
 *  unclear --&gt; OPEN --opt out-----&gt; APPLIED
 *                   --dismiss-----&gt; DISMISSED
 * </pre>
 *
 * @param id sorts by the time of arrival
 * @param accountId whose answer it is; null if that is not known
 * @param verified whether the mail that it answers and its sender's address are that account's
 * @param answered what that mail was for, by wire name
 * @param doubt why a person had to look; null if nobody had to
 * @param suggested from what an opt-out would be, by wire name
 * @param letter who wrote what, encrypted; null when it is forgotten
 * @param purposes what the person opted out of
 * @param reply the mail in which the person is told
 * @param nextTry of that mail; while one is being sent it is later, so that others leave it alone
 */
public record OptOutRequest(
        @BsonId String id,
        State state,
        Instant receivedAt,
        @Nullable AccountId accountId,
        boolean verified,
        @Nullable String answered,
        @Nullable Doubt doubt,
        List<String> suggested,
        String language,
        @Nullable Letter letter,
        List<String> purposes,
        @Nullable AccountId decidedBy,
        @Nullable Instant decidedAt,
        Reply reply,
        @Nullable Instant nextTry) {
    static final String PREFIX = "oor";

    /** How long the words are kept. */
    static final Duration KEPT = Duration.ofDays(30);

    private static final Duration RETRY = Duration.ofMinutes(1);

    /** What came of an answer. */
    public enum State implements WireName {
        OPEN,
        APPLIED,
        DISMISSED;

        @Override
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How far the mail to the person is. */
    public enum Reply {
        NONE,
        WAITING,
        SENT
    }

    /**
     * @param keyOwner under whose data key it is: the account's, or one of the request's own
     */
    public record Letter(AccountId keyOwner, Binary sender, Binary words, Binary messageId) {}

    /** What the decision of a person comes to. */
    sealed interface Decided {
        record Done(Change<OptOutRequest> change) implements Decided {}

        /** Somebody decided otherwise before. */
        record Otherwise() implements Decided {}

        /** Nobody knows whose choice it would be. */
        record Nobodys() implements Decided {}
    }

    /** Done at once. */
    Change<OptOutRequest> applied(Set<Purpose> chosen) {
        return choice(chosen, null, receivedAt, List.of());
    }

    Decided optOut(Set<Purpose> chosen, AccountId actor, Instant now, AuditRecorded record) {
        if (accountId == null) {
            return new Decided.Nobodys();
        }
        if (state != State.OPEN) {
            return state == State.APPLIED && purposes.equals(names(chosen))
                    ? new Decided.Done(Change.of(this))
                    : new Decided.Otherwise();
        }
        return new Decided.Done(choice(chosen, actor, now, List.of(record)));
    }

    Decided dismiss(AccountId actor, Instant now, AuditRecorded record) {
        return switch (state) {
            case OPEN ->
                    new Decided.Done(
                            Change.of(
                                    decided(State.DISMISSED, List.of(), actor, now, Reply.NONE),
                                    record));
            case DISMISSED -> new Decided.Done(Change.of(this));
            case APPLIED -> new Decided.Otherwise();
        };
    }

    private Change<OptOutRequest> choice(
            Set<Purpose> chosen, @Nullable AccountId actor, Instant now, List<Event> more) {
        var events = new ArrayList<>(more);
        AccountId person = java.util.Objects.requireNonNull(accountId);
        for (Purpose purpose : ordered(chosen)) {
            events.add(
                    new ChoiceTaken(
                            person,
                            purpose.wireName(),
                            Choice.DENIED,
                            Channel.EMAIL_REPLY,
                            actor,
                            id,
                            language,
                            receivedAt,
                            id + ":" + purpose.wireName()));
        }
        return new Change<>(
                decided(State.APPLIED, names(chosen), actor, now, Reply.WAITING), events);
    }

    boolean isDue(Instant now) {
        return reply == Reply.WAITING && nextTry != null && !nextTry.isAfter(now);
    }

    /** The use of the address is recorded with the claim. */
    Change<OptOutRequest> claim(Instant now, AuditRecorded record) {
        return Change.of(with(letter, Reply.WAITING, now.plus(RETRY)), record);
    }

    /** It waits until all is enforced. */
    Change<OptOutRequest> later(Instant then) {
        return Change.of(with(letter, reply, then));
    }

    Change<OptOutRequest> replied(Reply outcome) {
        return Change.of(with(letter, outcome, null));
    }

    Change<OptOutRequest> forgotten() {
        return Change.of(with(null, reply, nextTry));
    }

    private OptOutRequest decided(
            State next,
            List<String> chosen,
            @Nullable AccountId actor,
            Instant now,
            Reply nextReply) {
        return new OptOutRequest(
                id,
                next,
                receivedAt,
                accountId,
                verified,
                answered,
                doubt,
                suggested,
                language,
                letter,
                chosen,
                actor,
                now,
                nextReply,
                nextReply == Reply.WAITING ? now : null);
    }

    private OptOutRequest with(@Nullable Letter kept, Reply nextReply, @Nullable Instant tryAt) {
        return new OptOutRequest(
                id,
                state,
                receivedAt,
                accountId,
                verified,
                answered,
                doubt,
                suggested,
                language,
                kept,
                purposes,
                decidedBy,
                decidedAt,
                nextReply,
                tryAt);
    }

    static List<String> names(Set<Purpose> chosen) {
        return ordered(chosen).stream().map(Purpose::wireName).toList();
    }

    private static Set<Purpose> ordered(Set<Purpose> chosen) {
        return chosen.isEmpty() ? Set.of() : EnumSet.copyOf(chosen);
    }
}
