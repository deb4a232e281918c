package com.sanocrm.messaging.notice;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.conversation.Reading;
import com.sanocrm.messaging.mail.Postbox;
import com.sanocrm.messaging.mail.TransactionalMail;
import com.sanocrm.messaging.mail.TransactionalMail.Kind;
import com.sanocrm.messaging.people.ContactPoints;
import com.sanocrm.messaging.people.People;
import com.sanocrm.platform.PlatformSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** The mail of a notice: the same words for everybody, without who, what, or about what. */
@Component
class NoticeMail {
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Reading reading;
    private final People people;
    private final ContactPoints contactPoints;
    private final Postbox postbox;
    private final URI portal;

    NoticeMail(
            Reading reading,
            People people,
            ContactPoints contactPoints,
            Postbox postbox,
            PlatformSettings settings) {
        this.reading = reading;
        this.people = people;
        this.contactPoints = contactPoints;
        this.postbox = postbox;
        this.portal = settings.publicUrl().resolve("/");
    }

    /** Whether something still waits, and the person may be written to. */
    boolean isWanted(Notice notice) {
        return reading.hasUnread(notice.conversationId(), notice.recipient())
                && people.barredAmong(List.of(notice.recipient())).isEmpty();
    }

    Postbox.Outcome send(Notice notice) {
        AccountId person = notice.recipient();
        try {
            return contactPoints
                    .addressOf(person)
                    .map(
                            address ->
                                    postbox.handOver(
                                            TransactionalMail.of(
                                                    Kind.MESSAGE_WAITS,
                                                    person,
                                                    address,
                                                    List.of(),
                                                    portal),
                                            LONGEST))
                    .orElse(Postbox.Outcome.NOT_HANDED_OVER);
        } catch (Postbox.UnusableAddressException none) {
            return Postbox.Outcome.BOUNCED;
        }
    }
}
