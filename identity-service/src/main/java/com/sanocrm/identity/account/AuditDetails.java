package com.sanocrm.identity.account;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.EventId;
import com.sanocrm.platform.crypto.FieldContext;
import com.sanocrm.platform.crypto.FieldEncryption;
import com.sanocrm.platform.erasure.PersonalData;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import com.sanocrm.platform.web.Page;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The details of audit records of corrections, under the key of the person they are about. */
@Component
public class AuditDetails implements PersonalData {
    private static final String COLLECTION = "audit_details";

    private final Documents<AuditDetail> documents;
    private final FieldEncryption fields;
    private final JsonMapper json;

    AuditDetails(DocumentsFactory factory, FieldEncryption fields, JsonMapper json) {
        this.documents = factory.of(COLLECTION, AuditDetail.class);
        this.fields = fields;
        this.json = json;
        documents.createIndex(Indexes.ascending("accountId", "_id"), new IndexOptions().name("of"));
    }

    /** Keeps them, or, when that record's are here, these instead. */
    void keep(AuditRecorded record, AccountId about, AuditDetail.Words words) {
        var detail =
                new AuditDetail(
                        record.eventId(),
                        about,
                        record.time(),
                        record.actorId(),
                        fields.encrypt(
                                context(record.eventId(), about), json.writeValueAsString(words)));
        if (!documents.createUnlessThere(Change.of(detail))) {
            documents.change(record.eventId().value(), _ -> Change.of(detail));
        }
    }

    /** Of a record that did not come about. */
    void drop(EventId record) {
        documents.remove(Filters.eq("_id", record.value()));
    }

    /** Newest first. */
    public List<AuditDetail> of(AccountId person, Page.Request page) {
        var all = Filters.eq("accountId", person.value());
        return documents
                .list(
                        page.after() == null
                                ? all
                                : Filters.and(all, Filters.lt("_id", page.after())),
                        Sorts.descending("_id"),
                        page.limit() + 1)
                .stream()
                .map(Stored::state)
                .toList();
    }

    /** Call it only after the access is recorded. */
    public AuditDetail.Words open(AuditDetail detail) {
        return json.readValue(
                fields.decrypt(context(detail.id(), detail.accountId()), detail.words()),
                AuditDetail.Words.class);
    }

    private static FieldContext context(EventId record, AccountId about) {
        return new FieldContext(FieldContext.PLATFORM, about, COLLECTION, record.value(), "words");
    }

    @Override
    public long erase(AccountId person) {
        return documents.remove(Filters.eq("accountId", person.value()));
    }
}
