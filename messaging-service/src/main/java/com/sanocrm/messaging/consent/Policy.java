package com.sanocrm.messaging.consent;

import com.sanocrm.contracts.Choice;
import java.time.Instant;
import java.util.Map;
import org.bson.codecs.pojo.annotations.BsonId;

public record Policy(@BsonId String id, Map<String, Choice> defaults, Instant publishedAt) {}
