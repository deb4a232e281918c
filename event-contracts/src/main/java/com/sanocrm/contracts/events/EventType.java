package com.sanocrm.contracts.events;

import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.WireName;
import java.util.Arrays;
import java.util.Optional;

/** The CloudEvents {@code type} of each event, its record and its topic. */
public enum EventType implements WireName {
    ACCOUNT_CHANGED(
            "com.sanocrm.identity.account-changed.v1", AccountChanged.class, Topic.ACCOUNTS),
    CONTACT_POINT_CHANGED(
            "com.sanocrm.identity.contact-point-changed.v1",
            ContactPointChanged.class,
            Topic.CONTACT_POINTS),
    PARTNER_CHANGED(
            "com.sanocrm.identity.partner-changed.v1", PartnerChanged.class, Topic.PARTNERS),
    CARE_RELATIONSHIP_CHANGED(
            "com.sanocrm.identity.care-relationship-changed.v1",
            CareRelationshipChanged.class,
            Topic.CARE_RELATIONSHIPS),
    EMERGENCY_ACCESS_CHANGED(
            "com.sanocrm.identity.emergency-access-changed.v1",
            EmergencyAccessChanged.class,
            Topic.EMERGENCY_ACCESSES),
    PARENT_ASKED("com.sanocrm.identity.parent-asked.v1", ParentAsked.class, Topic.PARENT_QUESTIONS),
    EMAIL_CHANGE_LETTER(
            "com.sanocrm.identity.email-change-letter.v1",
            EmailChangeLetter.class,
            Topic.EMAIL_CHANGES),
    ERASURE_ORDERED(
            "com.sanocrm.identity.erasure-ordered.v1", ErasureOrdered.class, Topic.ERASURES),
    ERASURE_CONFIRMED(
            "com.sanocrm.erasure.erasure-confirmed.v1",
            ErasureConfirmed.class,
            Topic.ERASURE_CONFIRMATIONS),
    OBJECTION_UPHELD(
            "com.sanocrm.identity.objection-upheld.v1", ObjectionUpheld.class, Topic.OBJECTIONS),
    DATA_HOLD_CHANGED(
            "com.sanocrm.identity.data-hold-changed.v1", DataHoldChanged.class, Topic.DATA_HOLDS),
    EXPORT_ORDERED(
            "com.sanocrm.identity.export-ordered.v1", ExportOrdered.class, Topic.EXPORTS_REQUESTED),
    EXPORT_PART_SENT(
            "com.sanocrm.export.export-part-sent.v1", ExportPartSent.class, Topic.EXPORT_PARTS),
    CONSENT_CHANGED(
            "com.sanocrm.consent.consent-changed.v1", ConsentChanged.class, Topic.CONSENT_STATE),
    CONSENT_APPLIED(
            "com.sanocrm.consent.consent-applied.v1", ConsentApplied.class, Topic.CONSENT_APPLIED),
    POLICY_PUBLISHED(
            "com.sanocrm.consent.policy-published.v1",
            PolicyPublished.class,
            Topic.CONSENT_POLICIES),
    NEWSLETTER_SUBSCRIPTION_CHANGED(
            "com.sanocrm.consent.newsletter-subscription-changed.v1",
            NewsletterSubscriptionChanged.class,
            Topic.NEWSLETTER_SUBSCRIPTIONS),
    CHOICE_TAKEN("com.sanocrm.messaging.choice-taken.v1", ChoiceTaken.class, Topic.OPT_OUTS),
    BROWSER_SIGNAL_SEEN(
            "com.sanocrm.gateway.browser-signal-seen.v1",
            BrowserSignalSeen.class,
            Topic.BROWSER_SIGNALS),
    CONVERSATION_OPENED(
            "com.sanocrm.messaging.conversation-opened.v1",
            ConversationOpened.class,
            Topic.MESSAGING_EVENTS),
    CONVERSATION_CLOSED(
            "com.sanocrm.messaging.conversation-closed.v1",
            ConversationClosed.class,
            Topic.MESSAGING_EVENTS),
    CONVERSATION_ASSIGNED(
            "com.sanocrm.messaging.conversation-assigned.v1",
            ConversationAssigned.class,
            Topic.MESSAGING_EVENTS),
    MESSAGE_SENT(
            "com.sanocrm.messaging.message-sent.v1", MessageSent.class, Topic.MESSAGING_EVENTS),
    MESSAGES_READ(
            "com.sanocrm.messaging.messages-read.v1", MessagesRead.class, Topic.MESSAGING_EVENTS),
    CAMPAIGN_MAIL_DECIDED(
            "com.sanocrm.messaging.campaign-mail-decided.v1",
            CampaignMailDecided.class,
            Topic.MESSAGING_EVENTS),
    MAILBOX_STATE_CHANGED(
            "com.sanocrm.messaging.mailbox-state-changed.v1",
            MailboxStateChanged.class,
            Topic.MAILBOX_STATES),
    AUDIT_RECORDED("com.sanocrm.audit.audit-recorded.v1", AuditRecorded.class, Topic.AUDIT_EVENTS),
    CHECKPOINT_PUBLISHED(
            "com.sanocrm.audit.checkpoint-published.v1",
            CheckpointPublished.class,
            Topic.AUDIT_CHECKPOINTS),
    WITNESS_ALARM_RAISED(
            "com.sanocrm.audit.witness-alarm-raised.v1",
            WitnessAlarmRaised.class,
            Topic.AUDIT_ALARMS),
    LEGAL_HOLD_CHANGED(
            "com.sanocrm.audit.legal-hold-changed.v1", LegalHoldChanged.class, Topic.LEGAL_HOLDS),
    DEIDENTIFIED(
            "com.sanocrm.analytics.deidentified.v1", DeidentifiedEvent.class, Topic.DEIDENTIFIED);

    private final String wireName;
    private final Class<? extends Event> recordType;
    private final Topic topic;

    EventType(String wireName, Class<? extends Event> recordType, Topic topic) {
        this.wireName = wireName;
        this.recordType = recordType;
        this.topic = topic;
    }

    /** The {@code ce_type}. */
    @Override
    public String wireName() {
        return wireName;
    }

    public Class<? extends Event> recordType() {
        return recordType;
    }

    public Topic topic() {
        return topic;
    }

    /** Empty for a type of a newer release; a consumer passes over it. */
    public static Optional<EventType> of(String wireName) {
        return Arrays.stream(values()).filter(type -> type.wireName.equals(wireName)).findFirst();
    }
}
