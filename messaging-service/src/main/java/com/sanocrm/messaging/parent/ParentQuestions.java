package com.sanocrm.messaging.parent;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.sanocrm.contracts.events.ParentAsked;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.mail.Dispatch;
import com.sanocrm.messaging.mail.Postbox;
import com.sanocrm.platform.consume.EventMetadata;
import com.sanocrm.platform.erasure.PersonalData;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** The parents to be asked. */
@Component
class ParentQuestions implements PersonalData {
    private final Documents<ParentQuestion> documents;
    private final Dispatch dispatch;

    ParentQuestions(DocumentsFactory factory, Dispatch dispatch) {
        this.dispatch = dispatch;
        this.documents = factory.of("parent_questions", ParentQuestion.class);
        Dispatch.index(documents);
        documents.createIndex(Indexes.ascending("accountId"), new IndexOptions().name("erase"));
    }

    void parentAsked(ParentAsked event, EventMetadata metadata) {
        documents.apply(
                event.caseId().value(),
                metadata.topic().wireName(),
                metadata.sequence(),
                _ -> Change.of(ParentQuestion.from(event)));
    }

    /** Sends what is due. */
    void dispatch(Function<ParentQuestion, Optional<Postbox.Outcome>> letter) {
        dispatch.round(documents, letter);
    }

    @Override
    public long erase(AccountId person) {
        return documents.remove(Filters.eq("accountId", person.value()));
    }
}
