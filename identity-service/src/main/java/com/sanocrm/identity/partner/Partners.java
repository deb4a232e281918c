package com.sanocrm.identity.partner;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.identity.partner.Partner.State;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.problem.ProblemType;
import com.sanocrm.platform.security.Caller;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/** All clinical partners. */
@Component
public class Partners {
    private static final ProblemType AGREEMENT_ENDED =
            new ProblemType("agreement-ended", 409, "The partner's agreement has ended");
    private static final int AT_ONCE = 50;

    private final Documents<Partner> partners;
    private final Clock clock;

    Partners(DocumentsFactory documents, Clock clock) {
        this.partners = documents.of("partners", Partner.class);
        this.clock = clock;
        /* overdue */
        partners.createIndex(
                Indexes.ascending("state", "agreement.endsOn"), new IndexOptions().name("overdue"));
        /* unsettledLogins */
        partners.createIndex(
                Indexes.ascending("state", "loginsOpen"), new IndexOptions().name("logins"));
    }

    /**
     * The caller's own partner.
     *
     * @throws ProblemException 404 if the partner is another's or none, 409 if its agreement has
     *     ended
     */
    public Partner of(Caller caller, PartnerId asked) {
        if (!caller.tenant().equals(asked)) {
            throw ProblemException.notFound();
        }
        Partner own =
                find(asked)
                        .filter(partner -> partner.state() != State.PREPARING)
                        .orElseThrow(ProblemException::notFound);
        if (!own.holdsOn(today())) {
            throw new ProblemException(
                    AGREEMENT_ENDED, "No data flows until another agreement is signed.");
        }
        return own;
    }

    /** The partner, if an agreement with it holds now: without one no data flows. */
    public Optional<Partner> withAgreement(PartnerId id) {
        return find(id).filter(partner -> partner.holdsOn(today()));
    }

    Optional<Partner> find(PartnerId id) {
        return partners.find(id.value()).map(Stored::state);
    }

    /** The one that an earlier attempt prepared, or this. */
    Partner prepare(Partner partner) {
        return partners.create(Change.of(partner)).state();
    }

    Partner activate(PartnerId id, AuditRecorded record) {
        return partners.change(id.value(), current -> current.state().activated(record)).state();
    }

    Partner agree(PartnerId id, Partner.Agreement agreement, AuditRecorded record) {
        return partners.change(
                        id.value(), current -> current.state().agreed(agreement, today(), record))
                .state();
    }

    Partner suspendIfEnded(PartnerId id, AuditRecorded record) {
        return partners.change(id.value(), current -> current.state().checked(today(), record))
                .state();
    }

    Partner change(PartnerId id, UnaryOperator<Partner> next, AuditRecorded... records) {
        return partners.change(
                        id.value(), current -> Change.of(next.apply(current.state()), records))
                .state();
    }

    /** Those whose agreement has ended, and who are not suspended yet. */
    List<Partner> overdue() {
        return list(
                Filters.and(
                        Filters.eq("state", State.ACTIVE.name()),
                        Filters.lt("agreement.endsOn", today())));
    }

    /** Those whose people and software can log in and should not. */
    List<Partner> toShut() {
        return list(logins(State.SUSPENDED, true));
    }

    /** Those whose people and software cannot log in and should. */
    List<Partner> toReopen() {
        return list(logins(State.ACTIVE, false));
    }

    private static Bson logins(State state, boolean open) {
        return Filters.and(Filters.eq("state", state.name()), Filters.eq("loginsOpen", open));
    }

    private List<Partner> list(Bson filter) {
        return partners.list(filter, Sorts.ascending("_id"), AT_ONCE).stream()
                .map(Stored::state)
                .toList();
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
