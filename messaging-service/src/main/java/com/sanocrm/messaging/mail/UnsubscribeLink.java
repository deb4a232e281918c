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

    UnsubscribeLink(AccountId person, Purpose purpose, URI target) {
        if (purpose.kind() == Purpose.Kind.ESSENTIAL) {
            throw new IllegalArgumentException("nobody can unsubscribe from the service itself");
        }
        this.person = person;
        this.purpose = purpose;
        this.target = target;
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

    /** The headers of RFC 8058 by which a mail program does it with one click. */
    Map<String, String> headers() {
        return Map.of(
                "List-Unsubscribe",
                "<" + target + ">",
                "List-Unsubscribe-Post",
                "List-Unsubscribe=One-Click");
    }
}
