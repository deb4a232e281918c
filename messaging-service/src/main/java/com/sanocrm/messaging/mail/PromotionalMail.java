package com.sanocrm.messaging.mail;

import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.people.ContactPoints.Address;
import java.util.Arrays;
import java.util.List;

/**
 * A mail that a person can do without. There is none without the link that ends all of its purpose,
 * in its text and in its headers.
 */
public final class PromotionalMail implements Mail {
    private final AccountId person;
    private final Purpose purpose;
    private final Letter letter;

    private PromotionalMail(AccountId person, Purpose purpose, Letter letter) {
        this.person = person;
        this.purpose = purpose;
        this.letter = letter;
    }

    /**
     * @param body plain text; an empty line parts paragraphs
     */
    public static PromotionalMail of(
            AccountId person, Address address, String subject, String body, UnsubscribeLink link) {
        if (!link.person().equals(person)) {
            throw new IllegalArgumentException("the link is somebody else's");
        }
        var phrases = Phrases.in(address.language());
        return new PromotionalMail(
                person,
                link.purpose(),
                new Letter(
                        address.email(),
                        address.language(),
                        subject,
                        Arrays.asList(body.split("\\R{2,}")),
                        null,
                        List.of(
                                new Letter.Small(phrases.get("campaign.small"), null),
                                new Letter.Small(
                                        phrases.get("campaign.unsubscribe"), link.target())),
                        link.headers()));
    }

    @Override
    public AccountId person() {
        return person;
    }

    @Override
    public Purpose purpose() {
        return purpose;
    }

    @Override
    public Letter letter() {
        return letter;
    }

    @Override
    public boolean isToOwnAddress() {
        return true;
    }
}
