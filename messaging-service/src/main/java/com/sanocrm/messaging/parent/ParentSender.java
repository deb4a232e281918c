package com.sanocrm.messaging.parent;

import com.sanocrm.messaging.mail.Postbox;
import java.time.Clock;
import java.util.Optional;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Sends what is due, for each question. */
@Component
class ParentSender {
    private final ParentQuestions questions;
    private final ParentMail mail;
    private final Clock clock;

    ParentSender(ParentQuestions questions, ParentMail mail, Clock clock) {
        this.questions = questions;
        this.mail = mail;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1S")
    void work() {
        questions.dispatch(this::send);
    }

    private Optional<Postbox.Outcome> send(ParentQuestion question) {
        return question.isTooLate(clock.instant())
                ? Optional.empty()
                : Optional.of(mail.send(question));
    }
}
