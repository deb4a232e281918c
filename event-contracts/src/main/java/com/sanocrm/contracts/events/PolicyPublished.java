package com.sanocrm.contracts.events;

import com.sanocrm.contracts.Choice;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/** A version of the privacy policy is in force. Compacted. */
public record PolicyPublished(
        String version,
        LocalDate lastRevised,
        boolean material,
        /* What holds without a recorded choice, for the purposes that follow the policy's default. */
        Map<String, Choice> defaults,
        Instant publishedAt)
        implements Event {

    public PolicyPublished {
        defaults = Map.copyOf(defaults);
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
