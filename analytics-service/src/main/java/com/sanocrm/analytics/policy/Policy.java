package com.sanocrm.analytics.policy;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.events.PolicyPublished;
import java.time.Instant;
import java.util.Map;
import org.bson.codecs.pojo.annotations.BsonId;

/** A version of the policy, as far as its defaults go. */
public record Policy(@BsonId String id, Map<String, Choice> defaults, Instant publishedAt) {
    public Policy {
        defaults = Map.copyOf(defaults);
    }

    static Policy of(PolicyPublished event) {
        return new Policy(event.version(), event.defaults(), event.publishedAt());
    }
}
