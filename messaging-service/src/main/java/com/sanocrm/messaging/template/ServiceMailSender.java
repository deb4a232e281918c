package com.sanocrm.messaging.template;

import com.sanocrm.messaging.mail.Postbox;
import java.time.Clock;
import java.util.Optional;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Sends what is due: mails of the service are care messages, no consent is asked for them and no
 * opt-out stops them.
 */
@Component
class ServiceMailSender {
    private final ServiceMails mails;
    private final ServiceLetter letter;
    private final Clock clock;

    ServiceMailSender(ServiceMails mails, ServiceLetter letter, Clock clock) {
        this.mails = mails;
        this.letter = letter;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1S")
    void work() {
        mails.dispatch(this::send);
    }

    private Optional<Postbox.Outcome> send(ServiceMail mail) {
        return mail.isTooOld(clock.instant()) || !letter.isWanted(mail)
                ? Optional.empty()
                : Optional.of(letter.send(mail));
    }
}
