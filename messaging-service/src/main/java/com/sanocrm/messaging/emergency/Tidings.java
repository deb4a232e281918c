package com.sanocrm.messaging.emergency;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.events.EmergencyAccessChanged;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.emergency.Tiding.Addressee;
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

/** Who is to be told of which emergency access. */
@Component
class Tidings implements PersonalData {
    private static final int AT_ONCE = 50;

    private final Documents<Tiding> documents;
    private final EmergencySettings settings;

    Tidings(DocumentsFactory factory, EmergencySettings settings) {
        this.documents = factory.of("emergency_tidings", Tiding.class);
        documents.createIndex(Indexes.ascending("patientId"), new IndexOptions().name("erase"));
        this.settings = settings;
        documents.createIndex(
                Indexes.ascending("state", "nextTry"), new IndexOptions().name("due"));
    }

    /** Of an event that comes again nothing more follows. */
    void of(EmergencyAccessChanged event) {
        if (settings.hasAlarmAddress()) {
            documents.create(Change.of(Tiding.of(event, Addressee.COMPLIANCE)));
        }
        documents.create(Change.of(Tiding.of(event, Addressee.PATIENT)));
    }

    List<Tiding> due(Instant now) {
        return documents
                .list(
                        Filters.and(
                                Filters.eq("state", Tiding.State.WAITING.name()),
                                Filters.lte("nextTry", Date.from(now))),
                        Sorts.ascending("nextTry"),
                        AT_ONCE)
                .stream()
                .map(Stored::state)
                .toList();
    }

    void change(Tiding tiding, Function<Tiding, Change<Tiding>> decision) {
        documents.change(tiding.id(), stored -> decision.apply(stored.state()));
    }

    @Override
    public long erase(AccountId person) {
        return documents.remove(Filters.eq("patientId", person.value()));
    }
}
