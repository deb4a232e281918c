package com.sanocrm.audit.partner;

import com.sanocrm.contracts.id.PartnerId;
import org.bson.codecs.pojo.annotations.BsonId;

/** Public, as it is stored. */
public record Partner(@BsonId PartnerId id, String name) {}
