package com.sanocrm.messaging.mail;

import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.PlatformSettings;
import com.sanocrm.platform.crypto.Keysets;
import com.sanocrm.platform.crypto.LinkTokens;
import java.net.URI;
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
        this.publicUrl = settings.publicUrl();
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
