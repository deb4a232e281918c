package com.sanocrm.messaging.mail;

import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.PlatformSettings;
import com.sanocrm.platform.crypto.Keysets;
import com.sanocrm.platform.crypto.LinkTokens;
import java.net.URI;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Makes the links that unsubscribe one person from one purpose, for consent-service to open. */
@Component
public class UnsubscribeLinks {
    private static final String USE = "unsubscribe";

    private final LinkTokens tokens;
    private final ReplyAddresses replyAddresses;
    private final URI publicUrl;

    UnsubscribeLinks(Keysets keysets, ReplyAddresses replyAddresses, PlatformSettings settings) {
        this.tokens = new LinkTokens(keysets.aead(USE), USE);
        this.replyAddresses = replyAddresses;
        this.publicUrl = oneClick(settings.publicUrl());
    }

    /* RFC 8058 (3.1) wants HTTPS; a stack on this machine only has no certificate. */
    private static URI oneClick(URI publicUrl) {
        boolean here = Set.of("localhost", "127.0.0.1", "[::1]").contains(publicUrl.getHost());
        if (!publicUrl.getScheme().equals("https") && !here) {
            throw new IllegalStateException("SANO_PUBLIC_URL must be HTTPS: mails link to it");
        }
        return publicUrl;
    }

    public UnsubscribeLink link(AccountId person, Purpose purpose) {
        String token = tokens.issue(person.value() + " " + purpose.wireName());
        return new UnsubscribeLink(
                person,
                purpose,
                publicUrl.resolve("/api/v1/unsubscribe/" + token),
                replyAddresses.address(person, purpose));
    }
}
