package com.sanocrm.witness;

import com.sanocrm.transparency.VerificationKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The logs that a witness watches, by their keys. In the file each has a line: its vkey, whose name
 * is the log's origin; or {@code example.com/audit/* <vkey>}, for all logs whose origins begin so
 * and that sign with that key under their own names. Lines that begin with {@code #} say something
 * to people.
 */
record WatchedLogs(List<Watched> logs) {

    record Watched(String origin, boolean isPrefix, VerificationKey key) {
        private boolean covers(String other) {
            return isPrefix ? other.startsWith(origin) : other.equals(origin);
        }
    }

    WatchedLogs {
        logs = List.copyOf(logs);
    }

    /**
     * Reads the lines of the file.
     *
     * @throws IllegalArgumentException if one is none of these, or there is none
     */
    static WatchedLogs parse(List<String> lines) {
        var logs = new ArrayList<Watched>();
        for (String line : lines) {
            String said = line.strip();
            if (!said.isEmpty() && !said.startsWith("#")) {
                logs.add(parse(said));
            }
        }
        if (logs.isEmpty()) {
            throw new IllegalArgumentException("it names no log");
        }
        return new WatchedLogs(logs);
    }

    private static Watched parse(String line) {
        String[] words = line.split("\\s+", 2);
        if (words.length == 1) {
            var key = VerificationKey.parse(line);
            return new Watched(key.name(), false, key);
        }
        if (!words[0].endsWith("/*")) {
            throw new IllegalArgumentException("neither a vkey nor a prefix with one: " + line);
        }
        String prefix = words[0].substring(0, words[0].length() - 1);
        return new Watched(prefix, true, VerificationKey.parse(words[1]));
    }

    /** The key by which a log of that origin must sign; empty for one that is not watched. */
    Optional<VerificationKey> keyOf(String origin) {
        return logs.stream()
                .filter(log -> log.covers(origin))
                .findFirst()
                .flatMap(log -> named(log.key(), origin));
    }

    /** A key's name has fewer characters than an origin may have. */
    private static Optional<VerificationKey> named(VerificationKey key, String origin) {
        try {
            return Optional.of(key.named(origin));
        } catch (IllegalArgumentException noName) {
            return Optional.empty();
        }
    }

    int size() {
        return logs.size();
    }
}
