package com.sanocrm.messaging.emergency;

import com.sanocrm.messaging.mail.ComplianceMailbox;
import com.sanocrm.messaging.mail.Postbox;
import com.sanocrm.messaging.mail.TransactionalMail;
import com.sanocrm.messaging.mail.TransactionalMail.Kind;
import com.sanocrm.messaging.people.ContactPoints;
import com.sanocrm.platform.PlatformSettings;
import com.sanocrm.platform.crypto.FieldEncryption.UndecipherableException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The mails: neither says who, whose or why; that is behind the login. */
@Component
class TidingMail {
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final ContactPoints contactPoints;
    private final Postbox postbox;
    private final ComplianceMailbox compliance;
    private final URI portal;

    TidingMail(
            ContactPoints contactPoints,
            Postbox postbox,
            ComplianceMailbox compliance,
            PlatformSettings platform) {
        this.contactPoints = contactPoints;
        this.postbox = postbox;
        this.compliance = compliance;
        this.portal = platform.publicUrl().resolve("/");
    }

    Postbox.Outcome send(Tiding tiding) {
        try {
            return mail(tiding)
                    .map(mail -> postbox.handOver(mail, LONGEST))
                    .orElse(Postbox.Outcome.NOT_HANDED_OVER);
        } catch (Postbox.UnusableAddressException | UndecipherableException none) {
            return Postbox.Outcome.BOUNCED;
        }
    }

    private Optional<TransactionalMail> mail(Tiding tiding) {
        return switch (tiding.addressee()) {
            case PATIENT ->
                    contactPoints
                            .addressOf(tiding.patientId())
                            .map(
                                    address ->
                                            TransactionalMail.of(
                                                    Kind.RECORD_OPENED,
                                                    tiding.patientId(),
                                                    address,
                                                    List.of(),
                                                    portal));
            case COMPLIANCE -> compliance.alarm(Kind.EMERGENCY_ALARM, portal);
        };
    }
}
