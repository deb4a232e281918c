package com.sanocrm.contracts.events;

import com.sanocrm.contracts.id.PrivacyRequestId;

/**
 * A piece of what a service holds of a person. The pieces of one run, in order, are a ZIP of the
 * service's files; those of different runs do not mix.
 */
public record ExportPartSent(
        PrivacyRequestId requestId,
        /* The wire name of the service's principal. */
        String service,
        /* Names one attempt of the service. */
        String run,
        /* From 1. */
        int number,
        boolean last,
        /* Base64, sealed (HPKE) to the export's key; request, service, run, number and whether it
        is the last are its context. */
        String sealed)
        implements Event {

    @Override
    public EventType eventType() {
        return EventType.EXPORT_PART_SENT;
    }

    @Override
    public String key() {
        return requestId.value();
    }

    @Override
    public String toString() {
        return "ExportPartSent[" + requestId + " " + service + " " + run + " " + number + "]";
    }
}
