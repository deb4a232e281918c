package com.sanocrm.messaging.emergency;

import java.util.Optional;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Sends what is due; no consent is asked for it and no opt-out stops it. */
@Component
class TidingSender {
    private final Tidings tidings;
    private final TidingMail mail;

    TidingSender(Tidings tidings, TidingMail mail) {
        this.tidings = tidings;
        this.mail = mail;
    }

    @Scheduled(fixedDelayString = "PT1S")
    void work() {
        tidings.dispatch(tiding -> Optional.of(mail.send(tiding)));
    }
}
