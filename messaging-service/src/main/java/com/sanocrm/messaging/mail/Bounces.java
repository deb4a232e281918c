package com.sanocrm.messaging.mail;

import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.AccountId;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Is told when a mail server reports later that it could not deliver a mail (RFC 3464). The report
 * came to the address of {@link ReplyAddresses}, so it is about that mail of ours and not forged.
 */
public interface Bounces {
    /**
     * At least once for each report, in no order.
     *
     * @throws RuntimeException to be told again later
     */
    void bounced(Bounce bounce);

    /**
     * @param purpose what the mail was for
     * @param sentOn in UTC
     * @param permanent whether it makes no sense to write to the address again (RFC 3463, class 5)
     * @param status the enhanced status code, such as {@code 5.1.1}
     */
    record Bounce(
            AccountId person,
            Purpose purpose,
            LocalDate sentOn,
            boolean permanent,
            String status,
            Instant reportedAt) {}
}
