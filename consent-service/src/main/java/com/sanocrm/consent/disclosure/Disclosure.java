package com.sanocrm.consent.disclosure;

import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.DisclosureId;
import com.sanocrm.contracts.id.RecipientId;
import java.time.Instant;
import java.util.List;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * What was decided about handing data of some people to a recipient; never changed.
 *
 * @param categories of the data, such as contact-data; never the data
 * @param usableUntil when a permission of it ends: who hands over later asks again
 */
public record Disclosure(
        @BsonId DisclosureId disclosureId,
        RecipientId recipientId,
        Purpose purpose,
        List<String> categories,
        List<Item> items,
        Instant disclosedAt,
        Instant usableUntil) {
    public Disclosure {
        categories = List.copyOf(categories);
        items = List.copyOf(items);
    }

    /**
     * @param decision permit or deny
     * @param reason of the decision, by its wire name
     */
    public record Item(AccountId accountId, String decision, String reason) {}
}
