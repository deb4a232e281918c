package com.sanocrm.messaging.alarm;

import com.sanocrm.contracts.events.WitnessAlarmRaised;
import com.sanocrm.messaging.mail.ComplianceMailbox;
import com.sanocrm.messaging.mail.Dispatch;
import com.sanocrm.messaging.mail.Postbox;
import com.sanocrm.messaging.mail.TransactionalMail;
import com.sanocrm.messaging.mail.TransactionalMail.Kind;
import com.sanocrm.platform.PlatformSettings;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What compliance is to be told of. The mails say neither which log nor whose. */
@Component
class Alarms {
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Documents<Alarm> documents;
    private final Dispatch dispatch;
    private final ComplianceMailbox compliance;
    private final Postbox postbox;
    private final URI portal;

    Alarms(
            DocumentsFactory factory,
            Dispatch dispatch,
            ComplianceMailbox compliance,
            Postbox postbox,
            PlatformSettings platform) {
        this.documents = factory.of("alarms", Alarm.class);
        this.dispatch = dispatch;
        this.compliance = compliance;
        this.postbox = postbox;
        this.portal = platform.publicUrl().resolve("/");
        Dispatch.index(documents);
    }

    void raised(WitnessAlarmRaised event) {
        if (compliance.isThere()) {
            documents.create(Change.of(Alarm.of(event)));
        }
    }

    /** Sends what is due. */
    @Scheduled(fixedDelayString = "PT1S")
    void work() {
        dispatch.round(documents, alarm -> Optional.of(send(alarm)));
    }

    private Postbox.Outcome send(Alarm alarm) {
        try {
            return mail(alarm)
                    .map(mail -> postbox.handOver(mail, LONGEST))
                    .orElse(Postbox.Outcome.NOT_HANDED_OVER);
        } catch (Postbox.UnusableAddressException none) {
            return Postbox.Outcome.BOUNCED;
        }
    }

    private Optional<TransactionalMail> mail(Alarm alarm) {
        Kind kind =
                switch (alarm.kind()) {
                    case ROLLED_BACK, FORKED -> Kind.LOG_CHANGED;
                    case SILENT -> Kind.WITNESSES_SILENT;
                };
        return compliance.alarm(kind, portal);
    }
}
