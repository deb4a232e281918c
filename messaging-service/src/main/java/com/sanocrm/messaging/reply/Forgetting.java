package com.sanocrm.messaging.reply;

import com.mongodb.MongoException;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.retention.Holds;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Forgets people's words {@link OptOutRequest#KEPT} after they came, once they are decided and
 * nothing holds them.
 */
@Component
class Forgetting {
    private static final Logger log = LoggerFactory.getLogger(Forgetting.class);

    private final OptOutRequests requests;
    private final Letters letters;
    private final List<Holds> holds;
    private final Clock clock;

    Forgetting(OptOutRequests requests, Letters letters, List<Holds> holds, Clock clock) {
        this.requests = requests;
        this.letters = letters;
        this.holds = holds;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1H")
    void work() {
        try {
            Instant before = clock.instant().minus(OptOutRequest.KEPT);
            Set<AccountId> held = new HashSet<>();
            List<OptOutRequest> old;
            do {
                old = requests.remembered(before, held);
                held.addAll(heldAmong(old));
                old.stream().filter(one -> !held.contains(one.accountId())).forEach(this::forget);
            } while (!old.isEmpty());
        } catch (MongoException away) {
            log.atWarn().log("Forgetting waits for the store");
        }
    }

    private Set<AccountId> heldAmong(List<OptOutRequest> old) {
        return Holds.among(
                old.stream()
                        .flatMap(one -> Stream.ofNullable(one.accountId()))
                        .collect(Collectors.toSet()),
                holds);
    }

    private void forget(OptOutRequest request) {
        var letter = request.letter();
        if (letter != null) {
            letters.destroy(request.id(), letter);
            requests.change(request.id(), OptOutRequest::forgotten);
        }
    }
}
