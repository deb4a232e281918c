package com.sanocrm.messaging.reply;

import com.mongodb.MongoException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets people's words {@link OptOutRequest#KEPT} after they came, once they are decided. */
@Component
class Forgetting {
    private static final Logger log = LoggerFactory.getLogger(Forgetting.class);

    private final OptOutRequests requests;
    private final Letters letters;
    private final Clock clock;

    Forgetting(OptOutRequests requests, Letters letters, Clock clock) {
        this.requests = requests;
        this.letters = letters;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1H")
    void work() {
        try {
            requests.remembered(clock.instant().minus(OptOutRequest.KEPT)).forEach(this::forget);
        } catch (MongoException away) {
            log.atWarn().log("Forgetting waits for the store");
        }
    }

    private void forget(OptOutRequest request) {
        var letter = request.letter();
        if (letter != null) {
            letters.destroy(request.id(), letter);
            requests.change(request.id(), OptOutRequest::forgotten);
        }
    }
}
