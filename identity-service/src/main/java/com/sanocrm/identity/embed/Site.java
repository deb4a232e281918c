package com.sanocrm.identity.embed;

import com.sanocrm.contracts.id.PartnerId;
import java.util.List;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * Where a partner shows the form.
 *
 * @param origins of its pages, as {@code https://clinic.example}; on no other page is there a form
 */
public record Site(@BsonId PartnerId partnerId, List<String> origins) {
    public Site {
        origins = List.copyOf(origins);
    }
}
