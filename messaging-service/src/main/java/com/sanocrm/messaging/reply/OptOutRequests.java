package com.sanocrm.messaging.reply;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.reply.OptOutRequest.Reply;
import com.sanocrm.messaging.reply.OptOutRequest.State;
import com.sanocrm.platform.crypto.BlindIndex;
import com.sanocrm.platform.erasure.PersonalData;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The answers that came. */
@Component
class OptOutRequests implements PersonalData {
    static final String COLLECTION = "opt_out_requests";
    private static final int AT_ONCE = 50;

    private final Documents<OptOutRequest> documents;

    private final BlindIndex index;

    OptOutRequests(DocumentsFactory factory, BlindIndex index) {
        this.index = index;
        documents = factory.of(COLLECTION, OptOutRequest.class);
        documents.createIndex(
                Indexes.ascending("state", "_id"), new IndexOptions().name("inState"));
        documents.createIndex(
                Indexes.ascending("reply", "nextTry"), new IndexOptions().name("due"));
        documents.createIndex(
                Indexes.ascending("accountId", "reply", "receivedAt"),
                new IndexOptions().name("repliesSince"));
        documents.createIndex(
                Indexes.ascending("letter.keyOwner", "receivedAt"),
                new IndexOptions().name("remembered"));
    }

    /**
     * What a mail becomes: the same whenever it is read. A UUIDv8 (RFC 9562, 5.8) of its arrival
     * and a keyed hash.
     */
    String idOf(byte[] mail, Instant receivedAt) {
        var hash = ByteBuffer.wrap(Base64.getUrlDecoder().decode(index.of(mail)));
        long high = (receivedAt.toEpochMilli() << 16) | 0x8000L | (hash.getLong() & 0x0fffL);
        long low = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return OptOutRequest.PREFIX + "_" + new UUID(high, low);
    }

    /** The same mail read twice is one request. */
    OptOutRequest add(Change<OptOutRequest> request) {
        return documents.create(request).state();
    }

    Optional<OptOutRequest> find(String id) {
        return documents.find(id).map(Stored::state);
    }

    List<OptOutRequest> inState(State state, @Nullable String after, int limit) {
        Bson wanted = Filters.eq("state", state.name());
        return states(
                documents.list(
                        after == null ? wanted : Filters.and(wanted, Filters.gt("_id", after)),
                        Sorts.ascending("_id"),
                        limit));
    }

    /** Those whose person is to be told now. */
    List<OptOutRequest> due(Instant now) {
        return states(
                documents.list(
                        Filters.and(
                                Filters.eq("reply", Reply.WAITING.name()),
                                Filters.lte("nextTry", Date.from(now))),
                        Sorts.ascending("nextTry"),
                        AT_ONCE));
    }

    long repliesSince(AccountId person, Instant then) {
        return documents.count(
                Filters.and(
                        Filters.eq("accountId", person.value()),
                        Filters.eq("reply", Reply.SENT.name()),
                        Filters.gte("receivedAt", Date.from(then))));
    }

    /** Decided ones that came before then and whose words are still kept: some of them. */
    List<OptOutRequest> remembered(Instant before, Collection<AccountId> butOf) {
        return states(
                documents.list(
                        Filters.and(
                                Filters.gt("letter.keyOwner", ""),
                                Filters.lt("receivedAt", Date.from(before)),
                                Filters.nin(
                                        "accountId", butOf.stream().map(AccountId::value).toList()),
                                Filters.in("state", State.APPLIED.name(), State.DISMISSED.name())),
                        Sorts.ascending("letter.keyOwner"),
                        AT_ONCE));
    }

    OptOutRequest change(String id, Function<OptOutRequest, Change<OptOutRequest>> decision) {
        return documents.change(id, stored -> decision.apply(stored.state())).state();
    }

    private static List<OptOutRequest> states(List<Stored<OptOutRequest>> stored) {
        return stored.stream().map(Stored::state).toList();
    }

    @Override
    public long erase(AccountId person) {
        return documents.remove(Filters.eq("accountId", person.value()));
    }
}
