package com.sanocrm.messaging.care;

import com.sanocrm.contracts.events.PartnerChanged;
import com.sanocrm.contracts.id.PartnerId;
import org.bson.codecs.pojo.annotations.BsonId;

public record Partner(@BsonId PartnerId id, PartnerChanged.Status status, String name) {}
