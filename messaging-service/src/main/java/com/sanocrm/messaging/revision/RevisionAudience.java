package com.sanocrm.messaging.revision;

import com.mongodb.MongoException;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.consent.NewestChoices;
import com.sanocrm.messaging.consent.Policies;
import com.sanocrm.messaging.people.People;
import com.sanocrm.messaging.people.Person;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Lists whom a revision is told: every account, but those that accepted it already. The first
 * version changes nothing, so nobody is told of it.
 */
@Component
class RevisionAudience {
    private static final Logger log = LoggerFactory.getLogger(RevisionAudience.class);
    private static final int PAGE = 500;

    private final Revisions revisions;
    private final RevisionNotices notices;
    private final Policies policies;
    private final People people;
    private final NewestChoices newest;

    RevisionAudience(
            Revisions revisions,
            RevisionNotices notices,
            Policies policies,
            People people,
            NewestChoices newest) {
        this.revisions = revisions;
        this.notices = notices;
        this.policies = policies;
        this.people = people;
        this.newest = newest;
    }

    /** Not before everybody who was there at the publication has arrived here. */
    @Scheduled(fixedDelayString = "PT1S")
    void work() {
        try {
            List<Revision> waiting = revisions.waiting();
            if (!waiting.isEmpty() && newest.haveArrived() && newest.peopleHaveArrived()) {
                waiting.forEach(this::list);
            }
        } catch (MongoException away) {
            log.atWarn().log("Notices of the policy wait for the store");
        }
    }

    /** Begun again after a crash, or by two at once, it lists everybody once. */
    void list(Revision revision) {
        if (!policies.isFirst(revision.publishedAt())) {
            AccountId last = null;
            List<Person> page;
            do {
                page = people.after(last, PAGE);
                page.stream()
                        .filter(person -> isToBeTold(person, revision))
                        .map(
                                person ->
                                        RevisionNotice.of(
                                                revision, person.id(), revision.publishedAt()))
                        .forEach(notices::add);
                last = page.isEmpty() ? null : page.getLast().id();
            } while (page.size() == PAGE);
        }
        revisions.done(revision);
    }

    private static boolean isToBeTold(Person person, Revision revision) {
        return person.hasAccount() && !revision.id().equals(person.acceptedPolicyVersion());
    }
}
