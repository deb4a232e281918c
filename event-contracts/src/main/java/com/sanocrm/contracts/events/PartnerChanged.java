package com.sanocrm.contracts.events;

import com.sanocrm.contracts.id.PartnerId;
import java.time.LocalDate;

/** The state of a clinical partner. Compacted. */
public record PartnerChanged(
        PartnerId partnerId,
        Status status,
        /* The organisation's public name. */
        String name,
        String country,
        LocalDate agreementSignedOn)
        implements Event {

    /** Whether data may flow to the partner. */
    public enum Status {
        ACTIVE,
        /** No agreement holds: no data flows. */
        SUSPENDED
    }

    @Override
    public EventType eventType() {
        return EventType.PARTNER_CHANGED;
    }

    @Override
    public String key() {
        return partnerId.value();
    }
}
