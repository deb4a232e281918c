package com.sanocrm.consent.recipient;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.events.Event;
import com.sanocrm.contracts.id.RecipientId;
import com.sanocrm.platform.consent.Recipient;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The registry of recipients. */
@Component
public class Recipients {
    private final Documents<RegisteredRecipient> documents;
    private final Clock clock;

    Recipients(DocumentsFactory factory, Clock clock) {
        this.documents = factory.of("recipients", RegisteredRecipient.class);
        this.clock = clock;
    }

    /** What holds of the recipient today, by UTC. */
    public Recipient asked(RecipientId id) {
        return find(id).map(found -> found.askedOn(today())).orElse(new Recipient.Unregistered());
    }

    Optional<RegisteredRecipient> find(RecipientId id) {
        return documents.find(id.value()).map(Stored::state);
    }

    boolean isBound(RegisteredRecipient recipient) {
        return recipient.isBoundOn(today());
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    RegisteredRecipient register(RegisteredRecipient recipient, Event audit) {
        return documents.create(Change.of(recipient, audit)).state();
    }

    RegisteredRecipient end(RecipientId id, Event audit) {
        return documents
                .change(
                        id.value(),
                        stored ->
                                stored.state().endedAt() == null
                                        ? Change.of(
                                                stored.state()
                                                        .ended(
                                                                clock.instant()
                                                                        .truncatedTo(
                                                                                ChronoUnit.MILLIS)),
                                                audit)
                                        : Change.of(stored.state()))
                .state();
    }

    /** At most {@code limit} by id, after that one: in the order of their registration. */
    List<RegisteredRecipient> after(@Nullable String id, int limit) {
        return documents
                .list(
                        id == null ? Filters.empty() : Filters.gt("_id", id),
                        Sorts.ascending("_id"),
                        limit)
                .stream()
                .map(Stored::state)
                .toList();
    }
}
