package com.sanocrm.contracts.events;

import com.sanocrm.contracts.Choice;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A version of the privacy policy is in force. Compacted. */
public record PolicyPublished(
        String version,
        LocalDate lastRevised,
        boolean material,
        /* What holds without a recorded choice, for the purposes that follow the policy's default. */
        Map<String, Choice> defaults,
        Instant publishedAt,
        /* Of those defaults, what holds in each jurisdiction, by its wire name; absent before there were any. */
        @Nullable Map<String, Map<String, Choice>> jurisdictions)
        implements Event {

    public PolicyPublished {
        defaults = Map.copyOf(defaults);
        jurisdictions = jurisdictions == null ? null : Map.copyOf(jurisdictions);
    }

    @Override
    public EventType eventType() {
        return EventType.POLICY_PUBLISHED;
    }

    @Override
    public String key() {
        return version;
    }
}
