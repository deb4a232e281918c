package com.sanocrm.messaging.notice;

import com.sanocrm.messaging.mail.Postbox;
import java.time.Clock;
import java.util.Optional;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Sends what is due: care messages are part of the service, no consent is asked for them and no
 * opt-out stops them.
 */
@Component
class NoticeSender {
    private final Notices notices;
    private final NoticeMail mail;
    private final Clock clock;

    NoticeSender(Notices notices, NoticeMail mail, Clock clock) {
        this.notices = notices;
        this.mail = mail;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1S")
    void work() {
        notices.dispatch(this::send);
    }

    private Optional<Postbox.Outcome> send(Notice notice) {
        return notice.isTooOld(clock.instant()) || !mail.isWanted(notice)
                ? Optional.empty()
                : Optional.of(mail.send(notice));
    }
}
