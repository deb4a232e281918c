package com.sanocrm.platform.retention;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * The retention rules of a service: its own, and those of what every service keeps. A change is a
 * new version of the file.
 */
public final class RetentionSchedule {
    private static final String EVERYWHERE = "/retention/platform-schedule-2026-11.json";
    private static final String OWN = "/retention/schedule-2026-11.json";

    private final String version;
    private final List<RetentionRule> rules;

    public RetentionSchedule(JsonMapper json) {
        Version own = read(OWN, json);
        this.version = own.version();
        this.rules =
                Stream.concat(own.rules().stream(), read(EVERYWHERE, json).rules().stream())
                        .toList();
    }

    private record Version(String version, List<RetentionRule> rules) {}

    public String version() {
        return version;
    }

    public List<RetentionRule> rules() {
        return rules;
    }

    /** Those that the job carries out. */
    public List<RetentionRule> timed() {
        return rules.stream().filter(rule -> rule.means() == RetentionRule.Means.JOB).toList();
    }

    private static Version read(String file, JsonMapper json) {
        try (InputStream in = RetentionSchedule.class.getResourceAsStream(file)) {
            return json.readValue(Objects.requireNonNull(in, file), Version.class);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
