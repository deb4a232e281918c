package com.sanocrm.messaging.care;

import com.sanocrm.contracts.events.PartnerChanged;
import com.sanocrm.contracts.id.PartnerId;
import java.time.Instant;
import java.util.Optional;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * A clinical partner.
 *
 * @param endedAt since when no agreement holds; null while one does
 */
public record Partner(
        @BsonId PartnerId id,
        PartnerChanged.Status status,
        String name,
        String country,
        @Nullable Instant endedAt) {
    static Partner from(PartnerChanged event, Optional<Partner> known, Instant time) {
        return new Partner(
                event.partnerId(),
                event.status(),
                event.name(),
                event.country(),
                event.status() == PartnerChanged.Status.ACTIVE
                        ? null
                        : known.flatMap(one -> Optional.ofNullable(one.endedAt())).orElse(time));
    }
}
