package com.sanocrm.messaging.revision;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.erasure.PersonalData;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Who is to be told of what. */
@Component
class RevisionNotices implements PersonalData {
    private static final int AT_ONCE = 50;

    private final Documents<RevisionNotice> documents;

    RevisionNotices(DocumentsFactory factory) {
        documents = factory.of("revision_notices", RevisionNotice.class);
        documents.createIndex(Indexes.ascending("accountId"), new IndexOptions().name("erase"));
        documents.createIndex(
                Indexes.ascending("state", "nextTry"), new IndexOptions().name("due"));
    }

    /** Somebody who is listed already stays as it is. */
    void add(RevisionNotice notice) {
        documents.create(Change.of(notice));
    }

    Optional<RevisionNotice> find(String version, AccountId person) {
        return documents.find(RevisionNotice.id(version, person)).map(Stored::state);
    }

    List<RevisionNotice> due(Instant now) {
        return documents
                .list(
                        Filters.and(
                                Filters.eq("state", RevisionNotice.State.WAITING.name()),
                                Filters.lte("nextTry", Date.from(now))),
                        Sorts.ascending("nextTry"),
                        AT_ONCE)
                .stream()
                .map(Stored::state)
                .toList();
    }

    void change(RevisionNotice notice, Function<RevisionNotice, Change<RevisionNotice>> decision) {
        documents.change(notice.id(), stored -> decision.apply(stored.state()));
    }

    @Override
    public long erase(AccountId person) {
        return documents.remove(Filters.eq("accountId", person.value()));
    }
}
