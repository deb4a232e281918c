package com.sanocrm.analytics.policy;

import com.sanocrm.contracts.events.PolicyPublished;
import com.sanocrm.platform.consent.PolicyDefaults;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;

/** A version of the policy, as far as its defaults go. */
public record Policy(@BsonId String id, PolicyDefaults holds, Instant publishedAt) {
    static Policy of(PolicyPublished event) {
        return new Policy(event.version(), PolicyDefaults.of(event), event.publishedAt());
    }
}
