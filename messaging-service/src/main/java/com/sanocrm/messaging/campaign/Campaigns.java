package com.sanocrm.messaging.campaign;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.id.CampaignId;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** The campaigns. */
@Component
class Campaigns {
    private static final int AT_ONCE = 20;

    private final Documents<Campaign> documents;

    Campaigns(DocumentsFactory factory) {
        documents = factory.of("campaigns", Campaign.class);
        documents.createIndex(
                Indexes.ascending("status", "_id"), new IndexOptions().name("unfinished"));
    }

    /** Creates it, or answers the one of that id. */
    Campaign create(Campaign campaign, AuditRecorded record) {
        return documents.create(Change.of(campaign, record)).state();
    }

    Optional<Campaign> find(CampaignId id) {
        return documents.find(id.value()).map(Stored::state);
    }

    List<Campaign> unfinished() {
        return documents
                .list(
                        Filters.in(
                                "status",
                                Campaign.Status.PREPARING.name(),
                                Campaign.Status.SENDING.name()),
                        Sorts.ascending("_id"),
                        AT_ONCE)
                .stream()
                .map(Stored::state)
                .toList();
    }

    void change(CampaignId id, Function<Campaign, Change<Campaign>> decision) {
        documents.change(id.value(), stored -> decision.apply(stored.state()));
    }
}
