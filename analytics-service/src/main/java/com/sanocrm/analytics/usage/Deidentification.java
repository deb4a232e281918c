package com.sanocrm.analytics.usage;

import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.events.AccountChanged;
import com.sanocrm.contracts.events.AccountChanged.Role;
import com.sanocrm.contracts.events.AccountChanged.Status;
import com.sanocrm.contracts.events.CampaignMailDecided;
import com.sanocrm.contracts.events.ConversationAssigned;
import com.sanocrm.contracts.events.ConversationClosed;
import com.sanocrm.contracts.events.ConversationOpened;
import com.sanocrm.contracts.events.DeidentifiedEvent;
import com.sanocrm.contracts.events.MessageSent;
import com.sanocrm.contracts.events.MessagesRead;
import com.sanocrm.platform.json.WireJson;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The Safe Harbor method, 45 CFR 164.514(b)(2), as a function. It builds what is released from
 * fields of its own choice and copies nothing else, so that a field that a source event gains stays
 * out: no name or number (A, D-R), no place below the first-level subdivision (B), no date finer
 * than the year and no age over 89 (C). Nothing is said of clinicians and partners at all.
 */
final class Deidentification {
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern REGION = Pattern.compile("[A-Z]{2}-[A-Z0-9]{1,3}");

    private Deidentification() {}

    /** What is left of usage by somebody of that profile. */
    static DeidentifiedEvent of(Usage usage, Profile profile) {
        return new DeidentifiedEvent(
                usage.kind(),
                usage.category(),
                profile.ageBand(),
                profile.sex(),
                only(COUNTRY, profile.country()),
                only(REGION, profile.region()),
                usage.year());
    }

    static Usage of(ConversationOpened event, String sourceId) {
        return usage(
                sourceId,
                "conversation-opened",
                WireJson.wireName(event.category()),
                event.openedAt());
    }

    static Usage of(ConversationAssigned event, String sourceId) {
        return usage(sourceId, "conversation-assigned", null, event.assignedAt());
    }

    static Usage of(ConversationClosed event, String sourceId) {
        return usage(sourceId, "conversation-closed", null, event.closedAt());
    }

    static Usage of(MessageSent event, String sourceId) {
        return usage(sourceId, "message-sent", WireJson.wireName(event.category()), event.sentAt());
    }

    static Usage of(MessagesRead event, String sourceId) {
        return usage(sourceId, "messages-read", null, event.readAt());
    }

    static Usage of(CampaignMailDecided event, String sourceId) {
        return usage(
                sourceId,
                "campaign-mail-" + WireJson.wireName(event.outcome()),
                Purpose.of(event.purpose()).map(Purpose::wireName).orElse(null),
                event.decidedAt());
    }

    /** A patient's registration, when it leads to an account that can be used. */
    static Optional<Usage> of(AccountChanged event, String sourceId) {
        return event.status() == Status.ACTIVE && event.roles().contains(Role.PATIENT)
                ? Optional.of(usage(sourceId, "account-registered", null, event.registeredAt()))
                : Optional.empty();
    }

    private static Usage usage(
            String sourceId, String kind, @Nullable String category, Instant time) {
        return new Usage(sourceId, kind, category, time.atZone(ZoneOffset.UTC).getYear());
    }

    private static @Nullable String only(Pattern form, @Nullable String value) {
        return value != null && form.matcher(value).matches() ? value : null;
    }
}
