package com.sanocrm.messaging.people;

import com.sanocrm.contracts.id.AccountId;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.Binary;

/**
 * Where mail reaches a person.
 *
 * @param email encrypted under the person's data key
 * @param language BCP 47
 */
public record ContactPoint(@BsonId AccountId id, Binary email, String language) {}
