package com.sanocrm.messaging.revision;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.mail.Fact;
import com.sanocrm.messaging.mail.Postbox;
import com.sanocrm.messaging.mail.TransactionalMail;
import com.sanocrm.messaging.mail.TransactionalMail.Kind;
import com.sanocrm.messaging.people.ContactPoints;
import com.sanocrm.platform.PlatformSettings;
import com.sanocrm.platform.crypto.FieldEncryption.UndecipherableException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tells each person of a revision by mail. It is an account notice: no consent is asked for and no
 * opt-out stops it.
 */
@Component
class RevisionSender {
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final RevisionNotices notices;
    private final ContactPoints contactPoints;
    private final Postbox postbox;
    private final URI portal;

    RevisionSender(
            RevisionNotices notices,
            ContactPoints contactPoints,
            Postbox postbox,
            PlatformSettings settings) {
        this.notices = notices;
        this.contactPoints = contactPoints;
        this.postbox = postbox;
        this.portal = settings.publicUrl().resolve("/");
    }

    @Scheduled(fixedDelayString = "PT1S")
    void work() {
        notices.dispatch(notice -> Optional.of(handOver(notice)));
    }

    private Postbox.Outcome handOver(RevisionNotice notice) {
        AccountId person = notice.accountId();
        try {
            return contactPoints
                    .addressOf(person)
                    .map(
                            address ->
                                    postbox.handOver(
                                            TransactionalMail.of(
                                                    Kind.POLICY_REVISED,
                                                    person,
                                                    address,
                                                    List.of(
                                                            new Fact.Day(
                                                                    "date", notice.lastRevised())),
                                                    portal),
                                            LONGEST))
                    .orElse(Postbox.Outcome.NOT_HANDED_OVER);
        } catch (Postbox.UnusableAddressException | UndecipherableException none) {
            return Postbox.Outcome.BOUNCED;
        }
    }
}
