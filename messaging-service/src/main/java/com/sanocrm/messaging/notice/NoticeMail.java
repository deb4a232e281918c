package com.sanocrm.messaging.notice;

import com.sanocrm.messaging.conversation.Reading;
import com.sanocrm.messaging.mail.Letter;
import com.sanocrm.messaging.mail.Phrases;
import com.sanocrm.messaging.mail.Postbox;
import com.sanocrm.messaging.people.ContactPoints;
import com.sanocrm.messaging.people.ContactPoints.Address;
import com.sanocrm.messaging.people.People;
import com.sanocrm.platform.PlatformSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
        try {
            return contactPoints
                    .addressOf(notice.recipient())
                    .map(address -> postbox.handOver(letter(address), LONGEST))
                    .orElse(Postbox.Outcome.NOT_HANDED_OVER);
        } catch (Postbox.UnusableAddressException none) {
            return Postbox.Outcome.BOUNCED;
        }
    }

    private Letter letter(Address address) {
        var phrases = Phrases.in(address.language());
        return new Letter(
                address.email(),
                address.language(),
                phrases.get("notice.subject"),
                List.of(phrases.get("notice.text")),
                new Letter.Action(phrases.get("notice.action"), portal),
                List.of(new Letter.Small(phrases.get("notice.small"), null)),
                Map.of());
    }
}
