package com.sanocrm.messaging.template;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.contracts.id.ServiceMailId;
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

/** What partners asked to send. */
@Component
class ServiceMails implements PersonalData {
    private static final int AT_ONCE = 50;

    private final Documents<ServiceMail> documents;

    ServiceMails(DocumentsFactory factory) {
        documents = factory.of("service_mails", ServiceMail.class);
        documents.createIndex(Indexes.ascending("recipient"), new IndexOptions().name("erase"));
        documents.createIndex(
                Indexes.ascending("state", "nextTry"), new IndexOptions().name("due"));
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

    List<ServiceMail> due(Instant now) {
        return documents
                .list(
                        Filters.and(
                                Filters.eq("state", ServiceMail.State.WAITING.name()),
                                Filters.lte("nextTry", Date.from(now))),
                        Sorts.ascending("nextTry"),
                        AT_ONCE)
                .stream()
                .map(Stored::state)
                .toList();
    }

    void change(ServiceMail mail, Function<ServiceMail, Change<ServiceMail>> decision) {
        documents.change(mail.id().value(), stored -> decision.apply(stored.state()));
    }

    @Override
    public long erase(AccountId person) {
        return documents.remove(Filters.eq("recipient", person.value()));
    }
}
