package com.sanocrm.messaging.reply;

import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.bounce.Mailboxes;
import com.sanocrm.messaging.mail.Fact;
import com.sanocrm.messaging.mail.Postbox;
import com.sanocrm.messaging.mail.TransactionalMail;
import com.sanocrm.messaging.mail.TransactionalMail.Kind;
import com.sanocrm.messaging.people.ContactPoints;
import com.sanocrm.messaging.people.ContactPoints.Address;
import com.sanocrm.messaging.people.People;
import com.sanocrm.platform.PlatformSettings;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The mail that tells a person what came of an answer. It goes to the account's address, whoever
 * the answer said that it was from, so that nobody can have it sent to others.
 */
@Component
class ReplyMail {
    private final ContactPoints contactPoints;
    private final People people;
    private final Letters letters;
    private final Mailboxes mailboxes;
    private final URI portal;

    ReplyMail(
            ContactPoints contactPoints,
            People people,
            Letters letters,
            Mailboxes mailboxes,
            PlatformSettings settings) {
        this.contactPoints = contactPoints;
        this.people = people;
        this.letters = letters;
        this.mailboxes = mailboxes;
        this.portal = settings.publicUrl().resolve("/");
    }

    boolean mayBeWrittenTo(AccountId person) {
        return people.barredAmong(List.of(person)).isEmpty();
    }

    /** Call it only after the use of the address is recorded. */
    Postbox.Outcome send(OptOutRequest request, AccountId person) {
        return contactPoints.knownOf(person).isEmpty()
                ? Postbox.Outcome.BOUNCED
                : mailboxes.write(person, address -> Optional.of(mail(request, person, address)));
    }

    /* In the language of the answer. */
    private TransactionalMail mail(OptOutRequest request, AccountId person, Address address) {
        var letter = request.letter();
        String answered = letter == null ? "" : letters.open(request.id(), letter).messageId();
        var to = new Address(address.email(), Locale.forLanguageTag(request.language()));
        return switch (request.state()) {
            case APPLIED ->
                    TransactionalMail.of(
                                    Kind.OPTED_OUT,
                                    person,
                                    to,
                                    List.of(new Fact.Words("what", what(request.purposes()))),
                                    portal)
                            .answering(answered);
            case OPEN, DISMISSED ->
                    TransactionalMail.of(Kind.ANSWER_TAKEN, person, to, List.of(), portal)
                            .answering(answered);
        };
    }

    private static String what(List<String> purposes) {
        String promotion = Purpose.PROMOTIONAL_EMAIL.wireName();
        String newsletter = Purpose.NEWSLETTER.wireName();
        String kind =
                purposes.equals(List.of(promotion)) || purposes.equals(List.of(newsletter))
                        ? purposes.getFirst()
                        : purposes.equals(List.of(promotion, newsletter)) ? "all" : "several";
        return "opted-out.what." + kind;
    }
}
