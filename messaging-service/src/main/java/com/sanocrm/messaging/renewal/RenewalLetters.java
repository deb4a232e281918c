package com.sanocrm.messaging.renewal;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.sanocrm.contracts.events.EmailChangeLetter;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.mail.Dispatch;
import com.sanocrm.messaging.mail.Postbox;
import com.sanocrm.platform.consume.EventMetadata;
import com.sanocrm.platform.erasure.PersonalData;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import java.time.Clock;
import java.util.Optional;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The mails about changes of addresses; what is due is sent. */
@Component
class RenewalLetters implements PersonalData {
    private final Documents<RenewalLetter> documents;
    private final Dispatch dispatch;
    private final RenewalMail mail;
    private final Clock clock;

    RenewalLetters(DocumentsFactory factory, Dispatch dispatch, RenewalMail mail, Clock clock) {
        this.documents = factory.of("renewal_letters", RenewalLetter.class);
        this.dispatch = dispatch;
        this.mail = mail;
        this.clock = clock;
        Dispatch.index(documents);
        documents.createIndex(Indexes.ascending("accountId"), new IndexOptions().name("erase"));
    }

    void wanted(EmailChangeLetter event, EventMetadata metadata) {
        documents.apply(
                RenewalLetter.idOf(event),
                metadata.topic().wireName(),
                metadata.sequence(),
                _ -> Change.of(RenewalLetter.from(event, clock.instant())));
    }

    @Scheduled(fixedDelayString = "PT1S")
    void work() {
        dispatch.round(documents, this::send);
    }

    private Optional<Postbox.Outcome> send(RenewalLetter letter) {
        return letter.isTooLate(clock.instant())
                ? Optional.empty()
                : Optional.of(mail.send(letter));
    }

    @Override
    public long erase(AccountId person) {
        return documents.remove(Filters.eq("accountId", person.value()));
    }
}
