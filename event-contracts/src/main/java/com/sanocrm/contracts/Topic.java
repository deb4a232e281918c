package com.sanocrm.contracts;

import static com.sanocrm.contracts.Principal.ANALYST;
import static com.sanocrm.contracts.Principal.ANALYTICS;
import static com.sanocrm.contracts.Principal.AUDIT;
import static com.sanocrm.contracts.Principal.CONSENT;
import static com.sanocrm.contracts.Principal.GATEWAY;
import static com.sanocrm.contracts.Principal.IDENTITY;
import static com.sanocrm.contracts.Principal.MESSAGING;
import static com.sanocrm.contracts.Principal.WITNESS;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every topic with its partitions, cleanup, writers and readers. The local stack creates topics and
 * access rules from this list, and the compose file and the services' settings are tested against
 * it.
 */
public enum Topic {
    /** Read by its writer too: it tells partners by webhook. */
    ACCOUNTS(
            Name.ACCOUNTS,
            12,
            compacted(),
            Set.of(IDENTITY),
            Set.of(IDENTITY, MESSAGING, CONSENT, AUDIT, ANALYTICS)),
    /** E-mail addresses, sealed so that only messaging-service can open them. */
    CONTACT_POINTS(Name.CONTACT_POINTS, 12, compacted(), Set.of(IDENTITY), Set.of(MESSAGING)),
    PARTNERS(Name.PARTNERS, 12, compacted(), Set.of(IDENTITY), Set.of(MESSAGING, GATEWAY, AUDIT)),
    /** Read by its writer too: it tells partners by webhook. */
    CARE_RELATIONSHIPS(
            Name.CARE_RELATIONSHIPS,
            12,
            compacted(),
            Set.of(IDENTITY),
            Set.of(IDENTITY, MESSAGING, AUDIT)),
    /** Each holds for hours, and is told anew to nobody after days. */
    EMERGENCY_ACCESSES(
            Name.EMERGENCY_ACCESSES, 12, keptFor(7), Set.of(IDENTITY), Set.of(MESSAGING)),
    /** Parents of reported children, to be asked by mail; addresses sealed for messaging. */
    PARENT_QUESTIONS(Name.PARENT_QUESTIONS, 12, keptFor(1), Set.of(IDENTITY), Set.of(MESSAGING)),
    /** Mails about a change of address, to new and old ones; addresses sealed for messaging. */
    EMAIL_CHANGES(Name.EMAIL_CHANGES, 12, keptFor(1), Set.of(IDENTITY), Set.of(MESSAGING)),
    /**
     * The ledger of erasures: the newest order of every account, by id alone and for ever. A store
     * restored from a backup is told by it what was erased since. Read by its writer too: it erases
     * as every service does.
     */
    ERASURES(
            Name.ERASURES,
            12,
            compacted(),
            Set.of(IDENTITY),
            Set.of(IDENTITY, MESSAGING, CONSENT, AUDIT, ANALYTICS)),
    ERASURE_CONFIRMATIONS(
            Name.ERASURE_CONFIRMATIONS,
            12,
            keptFor(7),
            Set.of(IDENTITY, MESSAGING, CONSENT, AUDIT, ANALYTICS),
            Set.of(IDENTITY)),
    /** Read by its writer too: it gives what it holds of a person as the others do. */
    EXPORTS_REQUESTED(
            Name.EXPORTS_REQUESTED,
            12,
            keptFor(1),
            Set.of(IDENTITY),
            Set.of(IDENTITY, MESSAGING, CONSENT, AUDIT)),
    /**
     * What the services hold of a person, sealed for the export that it is part of. What nobody
     * took in a day is asked for again.
     */
    EXPORT_PARTS(
            Name.EXPORT_PARTS,
            12,
            keptFor(1),
            Set.of(IDENTITY, MESSAGING, CONSENT, AUDIT),
            Set.of(IDENTITY)),
    /** Read by its writer too: a denial of the newsletter ends its subscription. */
    CONSENT_STATE(
            Name.CONSENT_STATE,
            12,
            compacted(),
            Set.of(CONSENT),
            Set.of(MESSAGING, ANALYTICS, GATEWAY, CONSENT, IDENTITY)),
    CONSENT_APPLIED(
            Name.CONSENT_APPLIED, 12, keptFor(1), Set.of(MESSAGING, ANALYTICS), Set.of(CONSENT)),
    CONSENT_POLICIES(
            Name.CONSENT_POLICIES,
            12,
            compacted(),
            Set.of(CONSENT),
            Set.of(IDENTITY, MESSAGING, ANALYTICS)),
    /** Subscribers without an account; addresses sealed so that only messaging can open them. */
    NEWSLETTER_SUBSCRIPTIONS(
            Name.NEWSLETTER_SUBSCRIPTIONS, 12, compacted(), Set.of(CONSENT), Set.of(MESSAGING)),
    /** Choices that messaging-service took in, by mail or letter of the person. */
    OPT_OUTS(Name.OPT_OUTS, 12, keptFor(7), Set.of(MESSAGING), Set.of(CONSENT)),
    /** Whose mail does not arrive any more, or does again. */
    MAILBOX_STATES(Name.MAILBOX_STATES, 12, keptFor(7), Set.of(MESSAGING), Set.of(IDENTITY)),
    /** What people object to by right (GDPR Art. 21). */
    OBJECTIONS(Name.OBJECTIONS, 12, keptFor(7), Set.of(IDENTITY), Set.of(CONSENT)),
    /** Whose data no retention rule may destroy, because of what the person demands by right. */
    DATA_HOLDS(
            Name.DATA_HOLDS,
            12,
            compacted(),
            Set.of(IDENTITY),
            Set.of(MESSAGING, CONSENT, AUDIT, ANALYTICS)),
    /** What the browsers of signed-in people say: Sec-GPC and DNT. */
    BROWSER_SIGNALS(Name.BROWSER_SIGNALS, 12, keptFor(1), Set.of(GATEWAY), Set.of(CONSENT)),
    /** Read by its writer too: every instance tells its live streams what any instance wrote. */
    MESSAGING_EVENTS(
            Name.MESSAGING_EVENTS,
            12,
            keptFor(7),
            Set.of(MESSAGING),
            Set.of(MESSAGING, AUDIT, ANALYTICS, IDENTITY)),
    AUDIT_EVENTS(
            Name.AUDIT_EVENTS,
            12,
            keptFor(7),
            Set.of(IDENTITY, MESSAGING, CONSENT, AUDIT, ANALYTICS),
            Set.of(AUDIT)),
    AUDIT_CHECKPOINTS(Name.AUDIT_CHECKPOINTS, 1, compacted(), Set.of(AUDIT), Set.of(WITNESS)),
    /** That somebody must look after a log: each is told to compliance by mail. */
    AUDIT_ALARMS(Name.AUDIT_ALARMS, 1, keptFor(7), Set.of(AUDIT), Set.of(MESSAGING)),
    /** Whose data neither erasure nor retention may destroy. */
    LEGAL_HOLDS(
            Name.LEGAL_HOLDS,
            12,
            compacted(),
            Set.of(AUDIT),
            Set.of(IDENTITY, MESSAGING, CONSENT, ANALYTICS)),
    /** Read by its writer too: every instance tells its live streams what any instance wrote. */
    DEIDENTIFIED(Name.DEIDENTIFIED, 12, keptFor(30), Set.of(ANALYTICS), Set.of(ANALYTICS, ANALYST)),
    AGGREGATES(Name.AGGREGATES, 12, compacted(), Set.of(ANALYTICS), Set.of(ANALYST));

    /** The names as compile-time constants. */
    public static final class Name {
        public static final String ACCOUNTS = "identity.accounts.v1";
        public static final String CONTACT_POINTS = "identity.contact-points.v1";
        public static final String PARTNERS = "identity.partners.v1";
        public static final String CARE_RELATIONSHIPS = "identity.care-relationships.v1";
        public static final String EMERGENCY_ACCESSES = "identity.emergency-accesses.v1";
        public static final String PARENT_QUESTIONS = "identity.parent-questions.v1";
        public static final String EMAIL_CHANGES = "identity.email-changes.v1";
        public static final String ERASURES = "identity.erasures.v1";
        public static final String ERASURE_CONFIRMATIONS = "erasure.confirmations.v1";
        public static final String EXPORTS_REQUESTED = "exports.requested.v1";
        public static final String EXPORT_PARTS = "exports.parts.v1";
        public static final String CONSENT_STATE = "consent.state.v1";
        public static final String CONSENT_APPLIED = "consent.applied.v1";
        public static final String CONSENT_POLICIES = "consent.policies.v1";
        public static final String NEWSLETTER_SUBSCRIPTIONS = "consent.newsletter-subscriptions.v1";
        public static final String OPT_OUTS = "messaging.opt-outs.v1";
        public static final String MAILBOX_STATES = "messaging.mailbox-states.v1";
        public static final String OBJECTIONS = "identity.objections.v1";
        public static final String DATA_HOLDS = "identity.data-holds.v1";
        public static final String BROWSER_SIGNALS = "gateway.browser-signals.v1";
        public static final String MESSAGING_EVENTS = "messaging.events.v1";
        public static final String AUDIT_EVENTS = "audit.events.v1";
        public static final String AUDIT_CHECKPOINTS = "audit.checkpoints.v1";
        public static final String AUDIT_ALARMS = "audit.alarms.v1";
        public static final String LEGAL_HOLDS = "audit.legal-holds.v1";
        public static final String DEIDENTIFIED = "analytics.deidentified.v1";
        public static final String AGGREGATES = "analytics.aggregates.v1";

        private Name() {}
    }

    /**
     * Where a consumer that gave up puts an event: the topic's name and this suffix, kept 30 days.
     */
    public static final String DEAD_LETTER_SUFFIX = ".dlt";

    public static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(30);

    private final String wireName;
    private final int partitions;
    private final Optional<Duration> retention;
    private final Set<Principal> writers;
    private final Set<Principal> readers;

    Topic(
            String wireName,
            int partitions,
            Optional<Duration> retention,
            Set<Principal> writers,
            Set<Principal> readers) {
        this.wireName = wireName;
        this.partitions = partitions;
        this.retention = retention;
        this.writers = writers;
        this.readers = readers;
    }

    public String wireName() {
        return wireName;
    }

    public int partitions() {
        return partitions;
    }

    /**
     * How long an event is kept; empty for a compacted topic, which keeps the last event of each
     * key.
     */
    public Optional<Duration> retention() {
        return retention;
    }

    public Set<Principal> writers() {
        return writers;
    }

    public Set<Principal> readers() {
        return readers;
    }

    /**
     * The services that may dead-letter an event of this topic; empty where only outsiders read it.
     */
    public Set<Principal> deadLetterWriters() {
        return readers.stream()
                .filter(Principal::isService)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether an event's exact time, trace and time-ordered id may be seen. Not on de-identified
     * topics: there the envelope and the broker's timestamp are cut to the day of publication.
     */
    public boolean revealsTime() {
        return this != DEIDENTIFIED && this != AGGREGATES;
    }

    public String deadLetterName() {
        return wireName + DEAD_LETTER_SUFFIX;
    }

    /**
     * The topic of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Topic of(String wireName) {
        return Arrays.stream(values())
                .filter(topic -> topic.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no topic " + wireName));
    }

    private static Optional<Duration> compacted() {
        return Optional.empty();
    }

    private static Optional<Duration> keptFor(int days) {
        return Optional.of(Duration.ofDays(days));
    }
}
