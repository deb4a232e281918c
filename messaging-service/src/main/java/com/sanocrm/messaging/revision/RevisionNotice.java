package com.sanocrm.messaging.revision;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.mail.DueMail;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.dispatch.Delivery;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.bson.codecs.pojo.annotations.BsonId;

/** That a person shall be told of a revision; its id is made of the two, so there is one. */
public record RevisionNotice(
        @BsonId String id, AccountId accountId, LocalDate lastRevised, Delivery delivery)
        implements DueMail<RevisionNotice> {
    static RevisionNotice of(Revision revision, AccountId person, Instant now) {
        return new RevisionNotice(
                id(revision.id(), person), person, revision.lastRevised(), Delivery.due(now));
    }

    static String id(String version, AccountId person) {
        return version + "|" + person.value();
    }

    @Override
    public String key() {
        return id;
    }

    @Override
    public RevisionNotice with(Delivery next) {
        return new RevisionNotice(id, accountId, lastRevised, next);
    }

    @Override
    public Optional<Target> usedAddress() {
        return Optional.of(new Target(null, accountId, "contact-point", accountId.value()));
    }
}
