package com.sanocrm.messaging.emergency;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.mail.Postbox;
import com.sanocrm.messaging.mail.TransactionalMail;
import com.sanocrm.messaging.mail.TransactionalMail.Kind;
import com.sanocrm.messaging.people.ContactPoints;
import com.sanocrm.messaging.people.ContactPoints.Address;
import com.sanocrm.platform.PlatformSettings;
import com.sanocrm.platform.crypto.FieldEncryption.UndecipherableException;
import com.sanocrm.platform.crypto.Sensitive;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The mails: neither says who, whose or why; that is behind the login. */
@Component
class TidingMail {
    private static final Duration LONGEST = Duration.ofSeconds(20);
    /* Answers to an alarm are nobody's, so support reads them. */
    private static final AccountId NOBODY =
            new AccountId("acc_00000000-0000-7000-8000-000000000000");

    private final ContactPoints contactPoints;
    private final Postbox postbox;
    private final EmergencySettings settings;
    private final URI portal;

    TidingMail(
            ContactPoints contactPoints,
            Postbox postbox,
            EmergencySettings settings,
            PlatformSettings platform) {
        this.contactPoints = contactPoints;
        this.postbox = postbox;
        this.settings = settings;
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
                            .map(address -> mail(Kind.RECORD_OPENED, tiding.patientId(), address));
            case COMPLIANCE ->
                    Optional.ofNullable(settings.alarmAddress())
                            .map(address -> new Address(new Sensitive(address), Locale.ENGLISH))
                            .map(address -> mail(Kind.EMERGENCY_ALARM, NOBODY, address));
        };
    }

    private TransactionalMail mail(Kind kind, AccountId person, Address address) {
        return TransactionalMail.of(kind, person, address, List.of(), portal);
    }
}
