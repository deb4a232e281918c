package com.sanocrm.messaging.template;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.id.MailTemplateId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The partners' templates; each partner has its own. */
@Component
class MailTemplates {
    private final Documents<MailTemplate> documents;

    MailTemplates(DocumentsFactory factory) {
        documents = factory.of("mail_templates", MailTemplate.class);
        documents.createIndex(
                Indexes.ascending("tenant", "_id"), new IndexOptions().name("before"));
    }

    /** Creates it, or answers the one of that id. */
    MailTemplate create(MailTemplate template, AuditRecorded record) {
        return documents.create(Change.of(template, record)).state();
    }

    Optional<MailTemplate> find(PartnerId tenant, MailTemplateId id) {
        return documents
                .find(id.value())
                .map(Stored::state)
                .filter(template -> template.tenant().equals(tenant));
    }

    /** At most {@code limit}, newest first, from before that one. */
    List<MailTemplate> before(PartnerId tenant, @Nullable String last, int limit) {
        Bson own = Filters.eq("tenant", tenant.value());
        return documents
                .list(
                        last == null ? own : Filters.and(own, Filters.lt("_id", last)),
                        Sorts.descending("_id"),
                        limit)
                .stream()
                .map(Stored::state)
                .toList();
    }

    MailTemplate.Reviewing review(
            MailTemplateId id, MailTemplate.Review review, AuditRecorded record) {
        var outcome = new AtomicReference<MailTemplate.Reviewing>();
        documents.change(
                id.value(),
                stored -> {
                    MailTemplate.Reviewing next = stored.state().reviewed(review);
                    outcome.set(next);
                    return switch (next) {
                        case MailTemplate.Reviewing.Reviewed(MailTemplate template) ->
                                template.equals(stored.state())
                                        ? Change.of(template)
                                        : Change.of(template, record);
                        case MailTemplate.Reviewing.OwnWords _,
                                MailTemplate.Reviewing.AlreadyReviewed _ ->
                                Change.of(stored.state());
                    };
                });
        return outcome.get();
    }
}
