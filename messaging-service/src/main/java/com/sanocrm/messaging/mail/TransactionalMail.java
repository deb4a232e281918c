package com.sanocrm.messaging.mail;

import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.people.ContactPoints.Address;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mail that is part of the service: it tells of something that the person has, asked for or must
 * know, and nothing else (the transactional or relationship message of 15 USC 7702(17)). It has no
 * free text: its words are ours or a template's, and neither passes with a mark of promotion. No
 * opt-out stops it.
 */
public final class TransactionalMail implements Mail {

    /** What it is about; its words are the phrases that start with the name. */
    public enum Kind {
        MESSAGE_WAITS("notice", Purpose.CARE_COMMUNICATION),
        /** Asks the owner of a mailbox whether the address was entered rightly. */
        NEWSLETTER_CONFIRMATION("newsletter-confirmation", Purpose.ACCOUNT_NOTICES),
        /** Asks the owner of a mailbox whether an account shall have its address. */
        EMAIL_CONFIRMATION("email-confirmation", Purpose.ACCOUNT_NOTICES),
        /** To the owner of an account: somebody asked for the same address. */
        EMAIL_TAKEN("email-taken", Purpose.ACCOUNT_NOTICES),
        /** To the address that was the account's: it is not any more. */
        EMAIL_CHANGED("email-changed", Purpose.ACCOUNT_NOTICES),
        /** Asks a parent whether a child may keep an account. */
        PARENT_ASKED("parent-asked", Purpose.ACCOUNT_NOTICES),
        /** A material change of the privacy policy. */
        POLICY_REVISED("policy-revised", Purpose.ACCOUNT_NOTICES),
        /** An answer of the person led to an opt-out. */
        OPTED_OUT("opted-out", Purpose.ACCOUNT_NOTICES),
        /** Somebody will read the person's answer. */
        ANSWER_TAKEN("answer-taken", Purpose.ACCOUNT_NOTICES),
        /** To the patient: somebody outside the care team has opened the record. */
        RECORD_OPENED("record-opened", Purpose.ACCOUNT_NOTICES),
        /** To compliance: the same. */
        EMERGENCY_ALARM("emergency-alarm", Purpose.ACCOUNT_NOTICES),
        /** To compliance: an audit log is not the one that its witness has seen. */
        LOG_CHANGED("log-changed", Purpose.ACCOUNT_NOTICES),
        /** To compliance: an audit log is co-signed by nobody any more. */
        WITNESSES_SILENT("witnesses-silent", Purpose.ACCOUNT_NOTICES);

        private final String phrases;
        private final Purpose purpose;

        Kind(String phrases, Purpose purpose) {
            if (purpose.kind() != Purpose.Kind.ESSENTIAL) {
                throw new IllegalArgumentException("only what is part of the service");
            }
            this.phrases = phrases;
            this.purpose = purpose;
        }

        String phrase(String part) {
            return phrases + "." + part;
        }
    }

    private final AccountId person;
    private final Purpose purpose;
    private final Letter letter;
    private final boolean toOwnAddress;

    private TransactionalMail(
            AccountId person, Purpose purpose, Letter letter, boolean toOwnAddress) {
        if (Promotion.isIn(letter.subject())
                || letter.paragraphs().stream().anyMatch(Promotion::isIn)) {
            throw new PromotionInTransactionalMailException();
        }
        this.person = person;
        this.purpose = purpose;
        this.letter = letter;
        this.toOwnAddress = toOwnAddress;
    }

    /**
     * @param target where the button leads; null for a kind without one
     */
    public static TransactionalMail of(
            Kind kind, AccountId person, Address address, List<Fact> facts, @Nullable URI target) {
        var phrases = Phrases.in(address.language());
        return new TransactionalMail(
                person,
                kind.purpose,
                new Letter(
                        address.email(),
                        address.language(),
                        filled(phrases.get(kind.phrase("subject")), facts, phrases),
                        paragraphs(filled(phrases.get(kind.phrase("text")), facts, phrases)),
                        target == null
                                ? null
                                : new Letter.Action(phrases.get(kind.phrase("action")), target),
                        List.of(new Letter.Small(phrases.get(kind.phrase("small")), null)),
                        Map.of()),
                true);
    }

    /** A care message in a partner's words, with a button to the portal. */
    public static TransactionalMail of(
            ReviewedWords reviewed,
            AccountId person,
            Address address,
            List<Fact> facts,
            URI portal) {
        var phrases = Phrases.in(address.language());
        return new TransactionalMail(
                person,
                Purpose.CARE_COMMUNICATION,
                new Letter(
                        address.email(),
                        address.language(),
                        filled(reviewed.words().subject(), facts, phrases),
                        paragraphs(filled(reviewed.words().text(), facts, phrases)),
                        new Letter.Action(phrases.get("notice.action"), portal),
                        List.of(new Letter.Small(phrases.get("service-mail.small"), null)),
                        Map.of()),
                true);
    }

    /**
     * The same, as an answer to that mail by no person (RFC 3834): no machine is to answer it.
     *
     * @param messageId of the mail that it answers; empty for none
     */
    public TransactionalMail answering(String messageId) {
        var headers = new HashMap<>(letter.headers());
        headers.put("Auto-Submitted", "auto-replied");
        headers.put("X-Auto-Response-Suppress", "All");
        if (!messageId.isEmpty()) {
            headers.put("In-Reply-To", messageId);
            headers.put("References", messageId);
        }
        return new TransactionalMail(
                person,
                purpose,
                new Letter(
                        letter.to(),
                        letter.language(),
                        letter.subject(),
                        letter.paragraphs(),
                        letter.action(),
                        letter.small(),
                        headers),
                toOwnAddress);
    }

    /** The same, to an address that is not the one that the person has. */
    public TransactionalMail elsewhere() {
        return new TransactionalMail(person, purpose, letter, false);
    }

    private static List<String> paragraphs(String text) {
        return Arrays.asList(text.split("\\R{2,}"));
    }

    private static String filled(String text, List<Fact> facts, Phrases phrases) {
        String filled = text;
        for (Fact fact : facts) {
            filled = filled.replace("{" + fact.name() + "}", fact.in(phrases));
        }
        return filled;
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
        return toOwnAddress;
    }

    /** A mail that would carry promotion past an opt-out is not made. */
    public static final class PromotionInTransactionalMailException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PromotionInTransactionalMailException() {
            super("a transactional mail that carries promotion", null, false, false);
        }
    }
}
