package com.sanocrm.messaging.template;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.contracts.id.ServiceMailId;
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

/** What partners asked to send. */
@Component
class ServiceMails implements PersonalData {
    private final Documents<ServiceMail> documents;
    private final Dispatch dispatch;

    ServiceMails(DocumentsFactory factory, Dispatch dispatch) {
        this.dispatch = dispatch;
        documents = factory.of("service_mails", ServiceMail.class);
        documents.createIndex(Indexes.ascending("recipient"), new IndexOptions().name("erase"));
        Dispatch.index(documents);
    }

    /** Creates it, or answers the one of that id. */
    ServiceMail create(ServiceMail mail, AuditRecorded record) {
        return documents.create(Change.of(mail, record)).state();
    }

    Optional<ServiceMail> find(PartnerId tenant, ServiceMailId id) {
        return documents
                .find(id.value())
                .map(Stored::state)
                .filter(mail -> mail.tenant().equals(tenant));
    }

    /** Sends what is due. */
    void dispatch(Function<ServiceMail, Optional<Postbox.Outcome>> letter) {
        dispatch.round(documents, letter);
    }

    @Override
    public long erase(AccountId person) {
        return documents.remove(Filters.eq("recipient", person.value()));
    }
}
