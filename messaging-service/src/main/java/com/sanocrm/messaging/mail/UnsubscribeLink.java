package com.sanocrm.messaging.mail;

import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.AccountId;
import java.net.URI;
import java.util.Map;

/** Ends one purpose for one person; only {@link UnsubscribeLinks} makes them. */
public final class UnsubscribeLink {
    private final AccountId person;
    private final Purpose purpose;
    private final URI target;
    private final String mailbox;

    UnsubscribeLink(AccountId person, Purpose purpose, URI target, String mailbox) {
        if (purpose.kind() == Purpose.Kind.ESSENTIAL) {
            throw new IllegalArgumentException("nobody can unsubscribe from the service itself");
        }
        this.person = person;
        this.purpose = purpose;
        this.target = target;
        this.mailbox = mailbox;
    }

    AccountId person() {
        return person;
    }

    Purpose purpose() {
        return purpose;
    }

    URI target() {
        return target;
    }

    /**
     * The headers of RFC 8058 by which a mail program does it with one click. The link comes first:
     * there must be exactly one (3.1), and a mail address may stand beside it.
     */
    Map<String, String> headers() {
        return Map.of(
                "List-Unsubscribe",
                "<" + target + ">,\r\n <mailto:" + mailbox + "?subject=unsubscribe>",
                "List-Unsubscribe-Post",
                "List-Unsubscribe=One-Click");
    }
}
