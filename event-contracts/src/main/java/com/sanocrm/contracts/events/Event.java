package com.sanocrm.contracts.events;

/**
 * A fact for other services. Its JSON carries ids, enumerated values, times and sizes, and nothing
 * by which somebody outside could tell who it is about.
 */
public sealed interface Event
        permits AccountChanged,
                ContactPointChanged,
                PartnerChanged,
                CareRelationshipChanged,
                EmergencyAccessChanged,
                ParentAsked,
                EmailChangeLetter,
                ConsentChanged,
                ConsentApplied,
                PolicyPublished,
                NewsletterSubscriptionChanged,
                ChoiceTaken,
                ObjectionUpheld,
                DataHoldChanged,
                BrowserSignalSeen,
                ConversationOpened,
                ConversationClosed,
                ConversationAssigned,
                MessageSent,
                MessagesRead,
                CampaignMailDecided,
                MailboxStateChanged,
                AuditRecorded,
                CheckpointPublished,
                WitnessAlarmRaised,
                LegalHoldChanged,
                ErasureOrdered,
                ErasureConfirmed,
                ExportOrdered,
                ExportPartSent,
                Forgotten,
                DeidentifiedEvent {

    EventType eventType();

    /** The Kafka key: events of one key keep their order. */
    String key();
}
