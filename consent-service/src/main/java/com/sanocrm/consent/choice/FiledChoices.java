package com.sanocrm.consent.choice;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/** The older choices of those who choose often; always asked for by account. */
@Component
class FiledChoices {
    private static final String ACCOUNT = "accountId";
    private static final String NUMBER = "choice.number";
    private static final String PURPOSE = "choice.purpose";
    private static final String AT = "choice.at";
    private static final String EVIDENCE = "choice.evidence.id";

    private static final int AT_ONCE = 200;

    private final Documents<FiledChoice> documents;
    private final Clock clock;

    FiledChoices(DocumentsFactory factory, Clock clock) {
        this.clock = clock;
        this.documents = factory.of("filed_choices", FiledChoice.class);
        var options = new IndexOptions();
        /* before */
        documents.createIndex(
                Indexes.compoundIndex(ascending(ACCOUNT), descending(NUMBER)), options);
        /* heldAt */
        documents.createIndex(
                Indexes.compoundIndex(ascending(ACCOUNT, PURPOSE), descending(AT)), options);
        /* byEvidence */
        documents.createIndex(ascending(ACCOUNT, EVIDENCE), options);
    }

    void file(AccountId accountId, RecordedChoice choice) {
        documents.create(
                Change.of(
                        FiledChoice.of(
                                accountId,
                                choice,
                                clock.instant().truncatedTo(ChronoUnit.MILLIS))));
    }

    /** Those of lower numbers, the highest first. */
    List<RecordedChoice> before(AccountId accountId, long number, int limit) {
        return choices(
                        Filters.and(of(accountId), Filters.lt(NUMBER, number)),
                        Sorts.descending(NUMBER),
                        limit)
                .toList();
    }

    /** The latest of each purpose at that time. */
    Stream<RecordedChoice> heldAt(AccountId accountId, Instant time) {
        return Arrays.stream(Purpose.values())
                .flatMap(
                        purpose ->
                                choices(
                                        Filters.and(
                                                of(accountId),
                                                Filters.eq(PURPOSE, purpose.name()),
                                                Filters.lte(AT, Date.from(time))),
                                        Sorts.descending(AT),
                                        1));
    }

    Stream<RecordedChoice> byEvidence(AccountId accountId, String id) {
        return choices(
                Filters.and(of(accountId), Filters.eq(EVIDENCE, id)), Sorts.ascending(EVIDENCE), 1);
    }

    /**
     * Takes away what leads to a person; the choices stay as evidence.
     *
     * @return how many had something to take away
     */
    long anonymise(AccountId accountId) {
        long changed = 0;
        long before = Long.MAX_VALUE;
        List<RecordedChoice> page;
        do {
            page = before(accountId, before, AT_ONCE);
            for (RecordedChoice choice : page) {
                before = choice.number();
                if (!choice.evidence().namesOnly(accountId)) {
                    documents.change(
                            FiledChoice.idOf(accountId, choice),
                            stored ->
                                    Change.of(
                                            FiledChoice.of(
                                                    accountId,
                                                    stored.state().choice().anonymous(accountId),
                                                    stored.state().filedAt())));
                    changed++;
                }
            }
        } while (page.size() == AT_ONCE);
        return changed;
    }

    private Stream<RecordedChoice> choices(Bson filter, Bson sort, int limit) {
        return documents.list(filter, sort, limit).stream().map(found -> found.state().choice());
    }

    private static Bson of(AccountId accountId) {
        return Filters.eq(ACCOUNT, accountId.value());
    }

    private static Bson ascending(String... fields) {
        return Indexes.ascending(fields);
    }

    private static Bson descending(String field) {
        return Objects.requireNonNull(Indexes.descending(field));
    }
}
