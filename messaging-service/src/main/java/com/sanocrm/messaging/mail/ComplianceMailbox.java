package com.sanocrm.messaging.mail;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.people.ContactPoints.Address;
import com.sanocrm.platform.crypto.Sensitive;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where alarms to compliance go.
 *
 * @param address without one there are the work lists and the metrics
 */
@ConfigurationProperties("sano.compliance")
public record ComplianceMailbox(@Nullable String address) {
    /* Answers to an alarm are nobody's, so support reads them. */
    private static final AccountId NOBODY =
            new AccountId("acc_00000000-0000-7000-8000-000000000000");

    public boolean isThere() {
        return address != null && !address.isBlank();
    }

    /** The alarm, with a button to the portal; empty without a mailbox. */
    public Optional<TransactionalMail> alarm(TransactionalMail.Kind kind, URI portal) {
        return Optional.ofNullable(address)
                .filter(_ -> isThere())
                .map(there -> new Address(new Sensitive(there), Locale.ENGLISH))
                .map(there -> TransactionalMail.of(kind, NOBODY, there, List.of(), portal));
    }
}
