package com.sanocrm.audit.partner;

import com.sanocrm.contracts.events.PartnerChanged;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.consume.EventMetadata;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the clinical partners are called today. The logs know them by their ids alone, which never
 * change.
 */
@Component
public class Partners {
    private final Documents<Partner> documents;

    Partners(DocumentsFactory factory) {
        this.documents = factory.of("partners", Partner.class);
    }

    void partnerChanged(PartnerChanged event, EventMetadata metadata) {
        documents.apply(
                event.partnerId().value(),
                metadata.topic().wireName(),
                metadata.sequence(),
                _ -> Change.of(new Partner(event.partnerId(), event.name())));
    }

    /** For one answer: each partner is looked up once. */
    public Names names() {
        return new Names();
    }

    /** Names as of now. */
    public final class Names {
        private final Map<PartnerId, Optional<String>> known = new HashMap<>();

        private Names() {}

        /** Null for nobody, and for a partner of whom nothing has been heard yet. */
        public @Nullable String of(@Nullable PartnerId partner) {
            return partner == null
                    ? null
                    : known.computeIfAbsent(partner, Partners.this::find).orElse(null);
        }
    }

    private Optional<String> find(PartnerId partner) {
        return documents.find(partner.value()).map(stored -> stored.state().name());
    }
}
