package com.sanocrm.messaging.revision;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.mail.Dispatch;
import com.sanocrm.messaging.mail.Postbox;
import com.sanocrm.platform.erasure.PersonalData;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Who is to be told of what. */
@Component
class RevisionNotices implements PersonalData {
    private final Documents<RevisionNotice> documents;
    private final Dispatch dispatch;

    RevisionNotices(DocumentsFactory factory, Dispatch dispatch) {
        this.dispatch = dispatch;
        documents = factory.of("revision_notices", RevisionNotice.class);
        documents.createIndex(Indexes.ascending("accountId"), new IndexOptions().name("erase"));
        Dispatch.index(documents);
    }

    /** Somebody who is listed already stays as it is. */
    void add(RevisionNotice notice) {
        documents.create(Change.of(notice));
    }

    Optional<RevisionNotice> find(String version, AccountId person) {
        return documents.find(RevisionNotice.id(version, person)).map(Stored::state);
    }

    /** Sends what is due. */
    void dispatch(Function<RevisionNotice, Optional<Postbox.Outcome>> letter) {
        dispatch.round(documents, letter);
    }

    @Override
    public long erase(AccountId person) {
        return documents.remove(Filters.eq("accountId", person.value()));
    }
}
