package com.sanocrm.identity.partner;

import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.PartnerChanged;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.outbox.Change;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * A clinical partner: a tenant.
 *
 * <pre>
 *                             ┌──────agreement ends──────┐
 *                             │                          ▼
 * PREPARING ──client exists──▶ ACTIVE                 SUSPENDED
 *                             ▲                          │
 *                             └─────a new agreement──────┘
 * </pre>
 *
 * @param systemAccountId the account that tokens of the partner's software name
 * @param systemClients with which that software logs in; several while it changes from one to
 *     another
 * @param loginsOpen whether Keycloak lets the partner's software and staff log in; follows the
 *     state
 */
public record Partner(
        @BsonId PartnerId partnerId,
        State state,
        String name,
        String country,
        Agreement agreement,
        AccountId systemAccountId,
        List<String> systemClients,
        boolean loginsOpen) {
    public Partner {
        systemClients = List.copyOf(systemClients);
    }

    static Partner preparing(
            PartnerId id, String name, String country, Agreement agreement, AccountId system) {
        return new Partner(
                id, State.PREPARING, name, country, agreement, system, List.of(id.value()), true);
    }

    /** Nobody else hears of a partner that is being prepared. */
    public enum State {
        PREPARING,
        ACTIVE,
        /** Its agreement has ended: no data flows. */
        SUSPENDED
    }

    /**
     * The business associate agreement, 45 CFR 164.504(e).
     *
     * @param endsOn the last day on which it holds, in UTC; null for one without an end
     * @param documentSha256 of the signed document
     */
    public record Agreement(
            LocalDate signedOn,
            String signatory,
            @Nullable LocalDate endsOn,
            @Nullable String documentSha256) {
        boolean holdsOn(LocalDate day) {
            return endsOn == null || !day.isAfter(endsOn);
        }

        @Override
        public String toString() {
            return "Agreement[" + signedOn + " to " + endsOn + "]";
        }
    }

    /** Whether data may flow, whatever the job that suspends has come to. */
    public boolean holdsOn(LocalDate day) {
        return state == State.ACTIVE && agreement.holdsOn(day);
    }

    /** The partner's software can log in: the partner begins. */
    Change<Partner> activated(AuditRecorded record) {
        return state == State.PREPARING
                ? changed(in(State.ACTIVE, agreement), record)
                : Change.of(this);
    }

    /** Another agreement, or another end of this one, with what follows from it. */
    Change<Partner> agreed(Agreement next, LocalDate today, AuditRecorded record) {
        State then =
                state == State.PREPARING
                        ? State.PREPARING
                        : next.holdsOn(today) ? State.ACTIVE : State.SUSPENDED;
        return changed(in(then, next), record);
    }

    /** Suspended, if the agreement has ended. */
    Change<Partner> checked(LocalDate today, AuditRecorded record) {
        return state == State.ACTIVE && !agreement.holdsOn(today)
                ? changed(in(State.SUSPENDED, agreement), record)
                : Change.of(this);
    }

    Partner withLogins(boolean open) {
        return new Partner(
                partnerId, state, name, country, agreement, systemAccountId, systemClients, open);
    }

    Partner withClient(String clientId) {
        var all = new ArrayList<>(systemClients);
        if (!all.contains(clientId)) {
            all.add(clientId);
        }
        return withClients(all);
    }

    Partner withoutClient(String clientId) {
        return withClients(systemClients.stream().filter(one -> !one.equals(clientId)).toList());
    }

    private Partner withClients(List<String> clients) {
        return new Partner(
                partnerId, state, name, country, agreement, systemAccountId, clients, loginsOpen);
    }

    private Partner in(State next, Agreement agreed) {
        return new Partner(
                partnerId, next, name, country, agreed, systemAccountId, systemClients, loginsOpen);
    }

    private static Change<Partner> changed(Partner next, AuditRecorded record) {
        if (next.state == State.PREPARING) {
            return Change.of(next, record);
        }
        return Change.of(
                next,
                new PartnerChanged(
                        next.partnerId,
                        next.state == State.ACTIVE
                                ? PartnerChanged.Status.ACTIVE
                                : PartnerChanged.Status.SUSPENDED,
                        next.name,
                        next.country,
                        next.agreement.signedOn()),
                record);
    }
}
