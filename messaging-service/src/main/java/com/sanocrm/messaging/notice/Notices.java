package com.sanocrm.messaging.notice;

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
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** The notices. */
@Component
class Notices implements PersonalData {
    private static final int AT_ONCE = 50;

    private final Documents<Notice> documents;

    Notices(DocumentsFactory factory) {
        documents = factory.of("notices", Notice.class);
        documents.createIndex(Indexes.ascending("recipient"), new IndexOptions().name("erase"));
        documents.createIndex(
                Indexes.ascending("state", "nextTry"), new IndexOptions().name("due"));
    }

    /** A second message before the person has caught up changes nothing. */
    void add(Notice notice) {
        documents.create(Change.of(notice));
    }

    List<Notice> due(Instant now) {
        return documents
                .list(
                        Filters.and(
                                Filters.eq("state", Notice.State.WAITING.name()),
                                Filters.lte("nextTry", Date.from(now))),
                        Sorts.ascending("nextTry"),
                        AT_ONCE)
                .stream()
                .map(Stored::state)
                .toList();
    }

    void change(Notice notice, Function<Notice, Change<Notice>> decision) {
        documents.change(notice.id(), stored -> decision.apply(stored.state()));
    }

    @Override
    public long erase(AccountId person) {
        return documents.remove(Filters.eq("recipient", person.value()));
    }
}
