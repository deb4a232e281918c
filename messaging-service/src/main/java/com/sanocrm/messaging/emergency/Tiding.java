package com.sanocrm.messaging.emergency;

import com.sanocrm.contracts.events.EmergencyAccessChanged;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.messaging.mail.DueMail;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.dispatch.Delivery;
import java.util.Optional;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * That somebody shall be told of an emergency access; its id is made of the two, so there is one.
 */
public record Tiding(
        @BsonId String id,
        Addressee addressee,
        AccountId patientId,
        PartnerId partnerId,
        Delivery delivery)
        implements DueMail<Tiding> {
    /** Whom it goes to. */
    public enum Addressee {
        COMPLIANCE,
        PATIENT
    }

    static Tiding of(EmergencyAccessChanged event, Addressee addressee) {
        return new Tiding(
                event.emergencyAccessId().value() + "|" + addressee,
                addressee,
                event.patientId(),
                event.partnerId(),
                Delivery.due(event.openedAt()));
    }

    @Override
    public String key() {
        return id;
    }

    @Override
    public Tiding with(Delivery next) {
        return new Tiding(id, addressee, patientId, partnerId, next);
    }

    @Override
    public Optional<Target> usedAddress() {
        return switch (addressee) {
            case PATIENT ->
                    Optional.of(
                            new Target(partnerId, patientId, "contact-point", patientId.value()));
            case COMPLIANCE -> Optional.empty();
        };
    }
}
