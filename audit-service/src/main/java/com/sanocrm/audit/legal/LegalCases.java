package com.sanocrm.audit.legal;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.events.Event;
import com.sanocrm.contracts.events.LegalHoldChanged;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.LegalCaseId;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import com.sanocrm.platform.retention.Holds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * All cases of legal process. Each write that changes whose data is held carries the event that
 * says so, so that no case is ever held here and not elsewhere.
 */
@Component
public class LegalCases implements Holds {
    private static final int MAX_CASES_OF_A_PERSON = 1_000;

    private final Documents<LegalCase> cases;

    LegalCases(DocumentsFactory documents) {
        this.cases = documents.of("legal_cases", LegalCase.class);
        // An accounting asks what was disclosed of a person; compliance, which cases name one.
        cases.createIndex(Indexes.ascending("subjectIds"), new IndexOptions());
        // What the people were not told yet.
        cases.createIndex(Indexes.ascending("disclosures.told"), new IndexOptions());
    }

    /** A repeat opens nothing. */
    LegalCase open(LegalCase opened, Event audit) {
        var events = new ArrayList<Event>(List.of(audit));
        if (opened.held()) {
            events.add(hold(opened, opened.openedAt()));
        }
        return cases.create(new Change<>(opened, events)).state();
    }

    Optional<LegalCase> find(LegalCaseId id) {
        return cases.find(id.value()).map(Stored::state);
    }

    /** Whether any case holds the person's data now. */
    public boolean holds(AccountId subject) {
        return cases.first(
                        Filters.and(
                                Filters.eq("subjectIds", subject.value()),
                                Filters.eq("held", true)))
                .isPresent();
    }

    @Override
    public Set<AccountId> among(Set<AccountId> people) {
        var held = new HashSet<AccountId>();
        cases.each(
                Filters.and(
                        Filters.in("subjectIds", people.stream().map(AccountId::value).toList()),
                        Filters.eq("held", true)),
                one -> held.addAll(one.subjectIds()));
        held.retainAll(people);
        return held;
    }

    /** The cases that name the person, or all: newest first, at most {@code limit}. */
    List<LegalCase> newest(@Nullable AccountId subject, @Nullable String before, int limit) {
        var filters = new ArrayList<Bson>();
        if (subject != null) {
            filters.add(Filters.eq("subjectIds", subject.value()));
        }
        if (before != null) {
            filters.add(Filters.lt("_id", before));
        }
        return cases
                .list(
                        filters.isEmpty() ? Filters.empty() : Filters.and(filters),
                        Sorts.descending("_id"),
                        limit)
                .stream()
                .map(Stored::state)
                .toList();
    }

    /**
     * What was disclosed of the person and may be told, by the disclosure's id.
     *
     * <p>Nobody has more cases than fit one query.
     */
    public Map<String, LegalDisclosure> disclosuresOf(AccountId subject) {
        var disclosures = new HashMap<String, LegalDisclosure>();
        for (LegalCase legalCase : newest(subject, null, MAX_CASES_OF_A_PERSON)) {
            legalCase.disclosures().stream()
                    .filter(made -> made.told() && made.subjectId().equals(subject))
                    .forEach(
                            made ->
                                    disclosures.put(
                                            made.disclosureId().value(),
                                            LegalDisclosure.from(legalCase, made)));
        }
        return disclosures;
    }

    /** Cases with disclosures that their people were not told. */
    List<LegalCase> untold(int limit) {
        return cases
                .list(Filters.eq("disclosures.told", false), Sorts.ascending("_id"), limit)
                .stream()
                .map(Stored::state)
                .toList();
    }

    /**
     * Changes the case by the decision; what is not accepted changes nothing.
     *
     * @param events what goes with the accepted change: of the case before, and after
     */
    LegalCase.Decision change(
            LegalCaseId id,
            Function<LegalCase, LegalCase.Decision> decision,
            BiFunction<LegalCase, LegalCase, List<Event>> events) {
        var made = new AtomicReference<LegalCase.Decision>(new LegalCase.Over());
        cases.change(
                id.value(),
                stored -> {
                    LegalCase current = stored.state();
                    LegalCase.Decision decided = decision.apply(current);
                    made.set(decided);
                    return switch (decided) {
                        case LegalCase.Accepted(LegalCase next) ->
                                new Change<>(next, withHold(current, next, events));
                        case LegalCase.Over _,
                                LegalCase.NotCovered _,
                                LegalCase.AssuranceMissing _ ->
                                Change.of(current);
                    };
                });
        return made.get();
    }

    private static List<Event> withHold(
            LegalCase current,
            LegalCase next,
            BiFunction<LegalCase, LegalCase, List<Event>> events) {
        var all = new ArrayList<>(events.apply(current, next));
        if (current.held() && !next.held() && next.holdEndedAt() != null) {
            all.add(new LegalHoldChanged(next.caseId(), Set.of(), next.holdEndedAt()));
        }
        return all;
    }

    private static LegalHoldChanged hold(LegalCase held, Instant since) {
        return new LegalHoldChanged(held.caseId(), Set.copyOf(held.subjectIds()), since);
    }
}
