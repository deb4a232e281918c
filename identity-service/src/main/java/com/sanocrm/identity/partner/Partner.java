package com.sanocrm.identity.partner;

import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.PartnerChanged;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.outbox.Change;
import java.time.LocalDate;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * A clinical partner: a tenant.
 *
 * <pre>
 * PREPARING ──its client exists──▶ ACTIVE
 * </pre>
 *
 * @param systemAccountId the account that tokens of the partner's software name
 */
public record Partner(
        @BsonId PartnerId partnerId,
        State state,
        String name,
        String country,
        Agreement agreement,
        AccountId systemAccountId) {

    /** Nobody else hears of a partner that is being prepared. */
    public enum State {
        PREPARING,
        ACTIVE
    }

    /** The business associate agreement, 45 CFR 164.504(e). */
    public record Agreement(LocalDate signedOn, String signatory) {
        @Override
        public String toString() {
            return "Agreement[" + signedOn + "]";
        }
    }

    boolean isActive() {
        return state == State.ACTIVE;
    }

    /** The partner's software can log in: the partner begins. */
    Change<Partner> activated(AuditRecorded record) {
        if (isActive()) {
            return Change.of(this);
        }
        return Change.of(
                new Partner(partnerId, State.ACTIVE, name, country, agreement, systemAccountId),
                new PartnerChanged(
                        partnerId,
                        PartnerChanged.Status.ACTIVE,
                        name,
                        country,
                        agreement.signedOn()),
                record);
    }
}
