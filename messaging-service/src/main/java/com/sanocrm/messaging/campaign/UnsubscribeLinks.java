package com.sanocrm.messaging.campaign;

import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.PlatformSettings;
import com.sanocrm.platform.crypto.Keysets;
import com.sanocrm.platform.crypto.LinkTokens;
import java.net.URI;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Links that unsubscribe one person from one purpose, for consent-service to open; and the headers
 * of RFC 8058 by which a mail program does it with one click.
 */
@Component
class UnsubscribeLinks {
    private static final String USE = "unsubscribe";

    private final LinkTokens tokens;
    private final URI publicUrl;

    UnsubscribeLinks(Keysets keysets, PlatformSettings settings) {
        this.tokens = new LinkTokens(keysets.aead(USE), USE);
        this.publicUrl = settings.publicUrl();
    }

    URI link(AccountId person, Purpose purpose) {
        String token = tokens.issue(person.value() + " " + purpose.wireName());
        return publicUrl.resolve("/api/v1/unsubscribe/" + token);
    }

    static Map<String, String> headers(URI link) {
        return Map.of(
                "List-Unsubscribe",
                "<" + link + ">",
                "List-Unsubscribe-Post",
                "List-Unsubscribe=One-Click");
    }
}
