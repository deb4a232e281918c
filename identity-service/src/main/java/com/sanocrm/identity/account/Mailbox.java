package com.sanocrm.identity.account;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the address of an account besides itself.
 *
 * <pre>
 * UNVERIFIED ──bounces──▶ BOUNCING ──another, or the same anew, is confirmed──▶ VERIFIED
 *     └──────────────────────another is confirmed──────────────────────────────────▲ │
 *                               BOUNCING ◀───────────────bounces─────────────────────┘
 * </pre>
 *
 * @param since when its owner confirmed it; null for the address of the registration
 * @param bouncingSince null while mail arrives, as far as is known
 * @param wanted the address that is to take its place once it is confirmed
 * @param asked when the person asked for another, during a day
 * @param loginBehind whether Keycloak has the address of before
 * @param due when something is to be done about it; null for never
 */
public record Mailbox(
        @Nullable Instant since,
        @Nullable Instant bouncingSince,
        @Nullable Wanted wanted,
        List<Instant> asked,
        boolean loginBehind,
        @Nullable Instant due) {
    static final Mailbox UNKNOWN = new Mailbox(null, null, null, List.of(), false);

    /** For how long a link is good. */
    static final Duration LINK_LIVES = Duration.ofDays(1);

    private static final Duration DAY = Duration.ofDays(1);
    /* Each is a mail to somebody who may be a stranger. */
    private static final int ASKED_A_DAY = 5;
    private static final int TRIES = 5;

    /**
     * An address that waits to be confirmed.
     *
     * @param email encrypted
     * @param code a keyed hash of the digits that only the asking person was shown, so that a
     *     stranger at a mistyped address cannot take the account over
     * @param askedAt names it: the link of another is void
     * @param tries how often digits came
     */
    public record Wanted(Binary email, String code, Instant askedAt, Instant expiresAt, int tries) {
        static Wanted of(Binary email, String code, Instant now) {
            return new Wanted(email, code, now, now.plus(LINK_LIVES), 0);
        }
    }

    public Mailbox {
        asked = List.copyOf(asked);
    }

    private Mailbox(
            @Nullable Instant since,
            @Nullable Instant bouncingSince,
            @Nullable Wanted wanted,
            List<Instant> asked,
            boolean loginBehind) {
        this(
                since,
                bouncingSince,
                wanted,
                asked,
                loginBehind,
                loginBehind ? since : wanted == null ? null : wanted.expiresAt());
    }

    /** A new address, which is not Keycloak's yet. */
    static Mailbox confirmed(Instant now, List<Instant> asked) {
        return new Mailbox(now, null, null, asked, true);
    }

    Mailbox wanting(Wanted next) {
        Instant now = next.askedAt();
        return new Mailbox(
                since,
                bouncingSince,
                next,
                Stream.concat(today(now), Stream.of(now)).toList(),
                loginBehind);
    }

    /** When the person may ask again; null for now. */
    @Nullable Instant closedUntil(Instant now) {
        List<Instant> today = today(now).toList();
        return today.size() < ASKED_A_DAY ? null : today.getFirst().plus(DAY);
    }

    private Stream<Instant> today(Instant now) {
        return asked.stream().filter(at -> at.plus(DAY).isAfter(now));
    }

    /** What waits to be confirmed by a link of that request, if the link is still good. */
    @Nullable Wanted wantedBy(Instant askedAt, Instant now) {
        return wanted != null
                        && wanted.askedAt().equals(askedAt)
                        && now.isBefore(wanted.expiresAt())
                ? wanted
                : null;
    }

    /** Digits came for what was asked then; the same if there have been enough. */
    Mailbox tried(Instant askedAt) {
        if (wanted == null || !wanted.askedAt().equals(askedAt) || wanted.tries() >= TRIES) {
            return this;
        }
        var next =
                new Wanted(
                        wanted.email(),
                        wanted.code(),
                        askedAt,
                        wanted.expiresAt(),
                        wanted.tries() + 1);
        return new Mailbox(since, bouncingSince, next, asked, loginBehind);
    }

    /**
     * @param at null for no longer
     */
    Mailbox bouncing(@Nullable Instant at) {
        boolean known = at != null && bouncingSince != null;
        return new Mailbox(since, known ? bouncingSince : at, wanted, asked, loginBehind);
    }

    /** Forgets what nobody confirmed in time or in few tries, and who asked long ago. */
    Mailbox tidied(Instant now) {
        boolean good = wanted != null && now.isBefore(wanted.expiresAt()) && wanted.tries() < TRIES;
        Wanted left = good ? wanted : null;
        return new Mailbox(since, bouncingSince, left, today(now).toList(), loginBehind);
    }

    /**
     * Keycloak has the address of that time; if that is not the one of now, it is to be told again.
     */
    Mailbox loginHas(@Nullable Instant address) {
        boolean behind = since != null && !since.equals(address);
        return new Mailbox(since, bouncingSince, wanted, asked, behind);
    }

    EmailStatus status() {
        if (bouncingSince != null) {
            return EmailStatus.BOUNCING;
        }
        return since == null ? EmailStatus.UNVERIFIED : EmailStatus.VERIFIED;
    }
}
