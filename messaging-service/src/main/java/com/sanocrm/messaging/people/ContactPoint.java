package com.sanocrm.messaging.people;

import com.sanocrm.contracts.id.AccountId;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Where mail reaches a person.
 *
 * @param email encrypted under the person's data key; null once forgotten
 * @param addressIndex a keyed hash, by which two people of one address are found; null once
 *     forgotten
 * @param language BCP 47
 * @param since when its owner confirmed it; null for the address of the registration
 */
public record ContactPoint(
        @BsonId AccountId id,
        @Nullable Binary email,
        @Nullable String addressIndex,
        String language,
        @Nullable Instant since) {}
