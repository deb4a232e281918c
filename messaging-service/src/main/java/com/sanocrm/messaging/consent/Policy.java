package com.sanocrm.messaging.consent;

import com.sanocrm.platform.consent.PolicyDefaults;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;

/** A version of the policy, as far as it decides. */
public record Policy(@BsonId String id, PolicyDefaults holds, Instant publishedAt) {}
