package com.sanocrm.contracts.id;

import java.util.regex.Pattern;

/** An identifier; on the wire and in a document it is its {@link #value}, a plain string. */
public sealed interface Id
        permits AccountId,
                DisclosureId,
                EmergencyAccessId,
                PartnerId,
                RecipientId,
                RelationshipId,
                ConversationId,
                MessageId,
                CampaignId,
                MailTemplateId,
                ServiceMailId,
                LegalCaseId,
                AuditExportId,
                ChildCaseId,
                ErasureId,
                PrivacyRequestId,
                WebhookId,
                WebhookDeliveryId,
                EventId {

    Pattern SUFFIX = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    String value();

    /**
     * Refuses a value that is not {@code prefix_uuid}.
     *
     * @throws IllegalArgumentException with a message that does not repeat the value
     */
    static void require(String prefix, String value) {
        if (!value.startsWith(prefix + "_")
                || !SUFFIX.matcher(value.substring(prefix.length() + 1)).matches()) {
            throw new IllegalArgumentException("not an id of the form " + prefix + "_<uuid>");
        }
    }
}
