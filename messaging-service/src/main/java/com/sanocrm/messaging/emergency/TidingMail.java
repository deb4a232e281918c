package com.sanocrm.messaging.emergency;

import com.sanocrm.messaging.bounce.Mailboxes;
import com.sanocrm.messaging.mail.ComplianceMailbox;
import com.sanocrm.messaging.mail.Postbox;
import com.sanocrm.messaging.mail.TransactionalMail;
import com.sanocrm.messaging.mail.TransactionalMail.Kind;
import com.sanocrm.platform.PlatformSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The mails: neither says who, whose or why; that is behind the login. */
@Component
class TidingMail {
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Mailboxes mailboxes;
    private final Postbox postbox;
    private final ComplianceMailbox compliance;
    private final URI portal;

    TidingMail(
            Mailboxes mailboxes,
            Postbox postbox,
            ComplianceMailbox compliance,
            PlatformSettings platform) {
        this.mailboxes = mailboxes;
        this.postbox = postbox;
        this.compliance = compliance;
        this.portal = platform.publicUrl().resolve("/");
    }

    Postbox.Outcome send(Tiding tiding) {
        return switch (tiding.addressee()) {
            case PATIENT ->
                    mailboxes.write(
                            tiding.patientId(),
                            address ->
                                    Optional.of(
                                            TransactionalMail.of(
                                                    Kind.RECORD_OPENED,
                                                    tiding.patientId(),
                                                    address,
                                                    List.of(),
                                                    portal)));
            case COMPLIANCE -> toCompliance();
        };
    }

    private Postbox.Outcome toCompliance() {
        try {
            return compliance
                    .alarm(Kind.EMERGENCY_ALARM, portal)
                    .map(mail -> postbox.handOver(mail, LONGEST))
                    .orElse(Postbox.Outcome.NOT_HANDED_OVER);
        } catch (Postbox.UnusableAddressException none) {
            return Postbox.Outcome.BOUNCED;
        }
    }
}
