package com.sanocrm.messaging.campaign;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.CampaignId;
import com.sanocrm.messaging.campaign.Recipient.State;
import com.sanocrm.platform.erasure.PersonalData;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/** The audiences of the campaigns. */
@Component
class Recipients implements PersonalData {
    private final Documents<Recipient> documents;

    Recipients(DocumentsFactory factory) {
        documents = factory.of("campaign_recipients", Recipient.class);
        documents.createIndex(Indexes.ascending("accountId"), new IndexOptions().name("erase"));
        documents.createIndex(
                Indexes.ascending("campaignId", "state", "_id"),
                new IndexOptions().name("waiting"));
        documents.createIndex(
                Indexes.ascending("campaignId", "state", "reason"),
                new IndexOptions().name("count"));
        documents.createIndex(
                Indexes.ascending("state", "claimedAt"), new IndexOptions().name("leftBehind"));
    }

    /** A person who is listed already stays as decided. */
    void list(Recipient recipient) {
        documents.create(Change.of(recipient));
    }

    List<Recipient> waiting(CampaignId campaign, int limit) {
        return states(documents.list(in(campaign, State.WAITING), Sorts.ascending("_id"), limit));
    }

    /** Those claimed before then: what a process that died left. */
    List<Recipient> leftBehind(Instant before, int limit) {
        return states(
                documents.list(
                        Filters.and(
                                Filters.eq("state", State.CLAIMED.name()),
                                Filters.lt("claimedAt", Date.from(before))),
                        Sorts.ascending("claimedAt"),
                        limit));
    }

    /** Whether the recipient is now this caller's to decide; of several who ask, one's. */
    boolean claim(Recipient recipient, Instant now) {
        var won = new AtomicBoolean();
        change(
                recipient,
                current -> {
                    won.set(current.isFree());
                    return current.isFree() ? current.claim(now) : Change.of(current);
                });
        return won.get();
    }

    void change(Recipient recipient, Function<Recipient, Change<Recipient>> decision) {
        documents.change(recipient.id(), stored -> decision.apply(stored.state()));
    }

    long count(CampaignId campaign, State state) {
        return documents.count(in(campaign, state));
    }

    long countSuppressed(CampaignId campaign, String reason) {
        return documents.count(
                Filters.and(in(campaign, State.SUPPRESSED), Filters.eq("reason", reason)));
    }

    private static Bson in(CampaignId campaign, State state) {
        return Filters.and(
                Filters.eq("campaignId", campaign.value()), Filters.eq("state", state.name()));
    }

    private static List<Recipient> states(List<Stored<Recipient>> stored) {
        return stored.stream().map(Stored::state).toList();
    }

    @Override
    public long erase(AccountId person) {
        return documents.remove(Filters.eq("accountId", person.value()));
    }
}
