package com.sanocrm.messaging.alarm;

import com.sanocrm.contracts.events.WitnessAlarmRaised;
import com.sanocrm.messaging.mail.DueMail;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.dispatch.Delivery;
import java.util.Objects;
import java.util.Optional;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * That compliance is to be told; its id is made of all that the alarm says, so there is one mail
 * however often it is raised.
 */
public record Alarm(@BsonId String id, WitnessAlarmRaised.Kind kind, Delivery delivery)
        implements DueMail<Alarm> {
    static Alarm of(WitnessAlarmRaised event) {
        return new Alarm(
                "%s|%s|%s|%s"
                        .formatted(
                                event.kind(),
                                event.log(),
                                Objects.requireNonNullElse(event.witness(), ""),
                                event.since()),
                event.kind(),
                Delivery.due(event.since()));
    }

    @Override
    public String key() {
        return id;
    }

    @Override
    public Alarm with(Delivery next) {
        return new Alarm(id, kind, next);
    }

    /** An office's. */
    @Override
    public Optional<Target> usedAddress() {
        return Optional.empty();
    }
}
