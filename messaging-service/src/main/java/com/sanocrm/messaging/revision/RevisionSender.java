package com.sanocrm.messaging.revision;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.bounce.Mailboxes;
import com.sanocrm.messaging.mail.Fact;
import com.sanocrm.messaging.mail.Postbox;
import com.sanocrm.messaging.mail.TransactionalMail;
import com.sanocrm.messaging.mail.TransactionalMail.Kind;
import com.sanocrm.platform.PlatformSettings;
import java.net.URI;
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
    private final RevisionNotices notices;
    private final Mailboxes mailboxes;
    private final URI portal;

    RevisionSender(RevisionNotices notices, Mailboxes mailboxes, PlatformSettings settings) {
        this.notices = notices;
        this.mailboxes = mailboxes;
        this.portal = settings.publicUrl().resolve("/");
    }

    @Scheduled(fixedDelayString = "PT1S")
    void work() {
        notices.dispatch(notice -> Optional.of(handOver(notice)));
    }

    private Postbox.Outcome handOver(RevisionNotice notice) {
        AccountId person = notice.accountId();
        return mailboxes.write(
                person,
                address ->
                        Optional.of(
                                TransactionalMail.of(
                                        Kind.POLICY_REVISED,
                                        person,
                                        address,
                                        List.of(new Fact.Day("date", notice.lastRevised())),
                                        portal)));
    }
}
