package com.sanocrm.contracts.events;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PrivacyRequestId;
import java.time.Instant;
import java.util.Set;

/** These services give what they hold of a person. Repeated until they have. */
public record ExportOrdered(
        PrivacyRequestId requestId,
        AccountId accountId,
        /* The wire names of the principals that have not given it yet. */
        Set<String> services,
        /* Base64 of a Tink keyset without secrets (HPKE, RFC 9180), of this export alone. */
        String publicKey,
        Instant orderedAt)
        implements Event {

    public ExportOrdered {
        services = Set.copyOf(services);
    }

    @Override
    public EventType eventType() {
        return EventType.EXPORT_ORDERED;
    }

    @Override
    public String key() {
        return requestId.value();
    }
}
