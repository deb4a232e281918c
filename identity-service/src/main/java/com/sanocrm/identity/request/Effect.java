package com.sanocrm.identity.request;

import com.sanocrm.contracts.Purpose;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * What a request changes when it is approved.
 *
 * <pre>
 *  ASKED ──approved──▶ DUE ──▶ DONE ──a restriction is to end──▶ ENDING ──▶ ENDED
 *    └────an objection, approved────▲
 * </pre>
 *
 * @param values of a correction, encrypted; only until the account has them
 * @param purposes that are objected to
 * @param at since when it is done, or ended; of one that is ending, when it will
 */
public record Effect(
        State state, @Nullable Binary values, Set<Purpose> purposes, @Nullable Instant at) {
    /** Objected to where no purpose is named: what is not asked by consent alone. */
    private static final Set<Purpose> USUAL =
            EnumSet.of(
                    Purpose.PROMOTIONAL_EMAIL,
                    Purpose.NEWSLETTER,
                    Purpose.THIRD_PARTY_MARKETING,
                    Purpose.USAGE_ANALYTICS,
                    Purpose.BEHAVIOURAL_TRACKING,
                    Purpose.RESEARCH);

    /* Of these an objection needs no decision: GDPR Art. 21(3). */
    private static final Set<Purpose> DIRECT_MARKETING =
            EnumSet.of(
                    Purpose.PROMOTIONAL_EMAIL, Purpose.NEWSLETTER, Purpose.THIRD_PARTY_MARKETING);

    public enum State {
        ASKED,
        DUE,
        DONE,
        ENDING,
        ENDED
    }

    public Effect {
        purposes = Set.copyOf(purposes);
    }

    static Effect asked() {
        return new Effect(State.ASKED, null, Set.of(), null);
    }

    static Effect correction(@Nullable Binary values) {
        return new Effect(State.ASKED, values, Set.of(), null);
    }

    /**
     * @param purposes none for all that can be objected to
     */
    static Effect objection(Set<Purpose> purposes) {
        return new Effect(State.ASKED, null, purposes.isEmpty() ? USUAL : purposes, null);
    }

    /** Those of which the request itself is enough. */
    Set<Purpose> deniedAtOnce() {
        return only(purposes, DIRECT_MARKETING::contains);
    }

    Set<Purpose> deniedByDecision() {
        return only(purposes, purpose -> !DIRECT_MARKETING.contains(purpose));
    }

    private static Set<Purpose> only(
            Set<Purpose> purposes, java.util.function.Predicate<Purpose> which) {
        return Set.copyOf(purposes.stream().filter(which).toList());
    }

    /**
     * @param accepted what the decision corrects, encrypted; null for what was asked
     */
    @Nullable Effect approved(PrivacyRequest.Type type, @Nullable Binary accepted, Instant now) {
        Binary corrects = accepted == null ? values : accepted;
        return switch (type) {
            case CORRECTION ->
                    corrects == null ? null : new Effect(State.DUE, corrects, purposes, null);
            case RESTRICTION -> new Effect(State.DUE, null, purposes, null);
            case OBJECTION -> new Effect(State.DONE, null, purposes, now);
            case ACCESS, DELETION, PORTABILITY -> this;
        };
    }

    Effect at(State next, Instant time) {
        return new Effect(next, null, purposes, time);
    }

    /** Nobody's words stay. */
    Effect erased() {
        return new Effect(state == State.DUE ? State.DONE : state, null, purposes, at);
    }

    /** Whether something is to be done yet, or the data may only be stored. */
    boolean holds(PrivacyRequest.Type type) {
        return switch (state) {
            case DUE, ENDING -> true;
            case DONE -> type == PrivacyRequest.Type.RESTRICTION;
            case ASKED, ENDED -> false;
        };
    }

    boolean isEnding(Instant now) {
        return state == State.ENDING && at != null && !now.isBefore(at);
    }
}
