package com.sanocrm.messaging.reply;

import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.mail.ReplyAddresses;
import com.sanocrm.messaging.mail.ReplyAddresses.Origin;
import com.sanocrm.messaging.people.ContactPoints;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.audit.AuditTrail;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Whose answer it is. The mail that it answers tells, by an address or id that only its recipient
 * has; the sender that it claims only confirms, because anybody can claim any.
 */
@Component
class Origins {
    private final ReplyAddresses addresses;
    private final ContactPoints contactPoints;
    private final AuditTrail trail;
    private final AuditRecords records;

    Origins(
            ReplyAddresses addresses,
            ContactPoints contactPoints,
            AuditTrail trail,
            AuditRecords records) {
        this.addresses = addresses;
        this.contactPoints = contactPoints;
        this.trail = trail;
        this.records = records;
    }

    /** What an answer can be matched to. */
    sealed interface Match {
        /**
         * @param verified whether it came from the account's address
         */
        record Mail(AccountId person, Purpose purpose, boolean verified) implements Match {}

        /** The sender's address is an account's, and nothing else says whose it is. */
        record Claimed(AccountId person) implements Match {}

        record Nothing() implements Match {}
    }

    Match match(Incoming mail) {
        Optional<Origin> origin = origin(mail);
        if (origin.isPresent()) {
            AccountId person = origin.get().person();
            return new Match.Mail(
                    person, origin.get().purpose(), isAddressOf(mail.sender(), person));
        }
        return contactPoints
                .accountAt(mail.sender())
                .<Match>map(Match.Claimed::new)
                .orElseGet(Match.Nothing::new);
    }

    /** Of two people's marks none counts: somebody put them together. */
    Optional<Origin> origin(Incoming mail) {
        List<Origin> origins =
                mail.marks().stream().flatMap(mark -> addresses.open(mark).stream()).toList();
        return origins.stream().map(Origin::person).distinct().count() == 1
                ? Optional.of(origins.getFirst())
                : Optional.empty();
    }

    private boolean isAddressOf(String sender, AccountId person) {
        trail.record(
                records.bySystem(
                        "contact-point.use",
                        new Target(null, person, "contact-point", person.value())));
        return contactPoints
                .addressOf(person)
                .filter(address -> address.email().reveal().equalsIgnoreCase(sender))
                .isPresent();
    }
}
