package com.sanocrm.messaging.notice;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.bounce.Mailboxes;
import com.sanocrm.messaging.conversation.Reading;
import com.sanocrm.messaging.mail.Postbox;
import com.sanocrm.messaging.mail.TransactionalMail;
import com.sanocrm.messaging.mail.TransactionalMail.Kind;
import com.sanocrm.messaging.people.People;
import com.sanocrm.platform.PlatformSettings;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The mail of a notice: the same words for everybody, without who, what, or about what. */
@Component
class NoticeMail {
    private final Reading reading;
    private final People people;
    private final Mailboxes mailboxes;
    private final URI portal;

    NoticeMail(Reading reading, People people, Mailboxes mailboxes, PlatformSettings settings) {
        this.reading = reading;
        this.people = people;
        this.mailboxes = mailboxes;
        this.portal = settings.publicUrl().resolve("/");
    }

    /** Whether something still waits, and the person may be written to. */
    boolean isWanted(Notice notice) {
        return reading.hasUnread(notice.conversationId(), notice.recipient())
                && people.barredAmong(List.of(notice.recipient())).isEmpty();
    }

    Postbox.Outcome send(Notice notice) {
        AccountId person = notice.recipient();
        return mailboxes.write(
                person,
                address ->
                        Optional.of(
                                TransactionalMail.of(
                                        Kind.MESSAGE_WAITS, person, address, List.of(), portal)));
    }
}
