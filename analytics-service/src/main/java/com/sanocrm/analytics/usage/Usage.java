package com.sanocrm.analytics.usage;

import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a person, reduced to what may be released.
 *
 * @param sourceId of the event that told of it, which counts once
 * @param kind {@code message-sent}
 * @param year in which it happened, UTC
 */
public record Usage(String sourceId, String kind, @Nullable String category, int year) {}
