package com.sanocrm.messaging.notice;

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
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** The notices. */
@Component
class Notices implements PersonalData {
    private final Documents<Notice> documents;
    private final Dispatch dispatch;

    Notices(DocumentsFactory factory, Dispatch dispatch) {
        this.dispatch = dispatch;
        documents = factory.of("notices", Notice.class);
        documents.createIndex(Indexes.ascending("recipient"), new IndexOptions().name("erase"));
        Dispatch.index(documents);
    }

    /** A second message before the person has caught up changes nothing. */
    void add(Notice notice) {
        documents.create(Change.of(notice));
    }

    /** Sends what is due. */
    void dispatch(Function<Notice, Optional<Postbox.Outcome>> letter) {
        dispatch.round(documents, letter);
    }

    @Override
    public long erase(AccountId person) {
        return documents.remove(Filters.eq("recipient", person.value()));
    }
}
