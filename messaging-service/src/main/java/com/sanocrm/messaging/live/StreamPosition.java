package com.sanocrm.messaging.live;

import com.sanocrm.messaging.conversation.Activity;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How far a stream has come; it is the {@code id} of the stream's events. Everything before an
 * instant is delivered, and of what follows that instant it holds the marks of what is delivered
 * too. So a resumed stream leaves out nothing and repeats nothing, although neither clocks nor
 * commits of several instances are in one order. A mark is 36 bits of a SHA-256.
 */
final class StreamPosition {
    private static final int MARK_CHARACTERS = 6;
    private static final int MAX_MARKS = 500;
    /* Marks reach no further past the complete part than this. */
    private static final Duration MARKED = Duration.ofMinutes(1);

    private Instant completeUntil;
    private final Map<String, Instant> marks = new LinkedHashMap<>();

    StreamPosition(Instant completeUntil) {
        this.completeUntil = completeUntil;
    }

    /**
     * @throws ProblemException 400 if it is none of ours
     */
    static StreamPosition parse(String id) {
        String[] parts = id.split("\\.", -1);
        try {
            var position = new StreamPosition(Instant.ofEpochMilli(Long.parseLong(parts[0], 36)));
            List<String> given =
                    parts.length == 2 ? Arrays.asList(parts[1].split("(?<=\\G.{6})")) : List.of();
            if (parts.length > 2 || given.size() > MAX_MARKS) {
                throw notOurs();
            }
            Instant latest = position.completeUntil.plus(MARKED);
            given.forEach(mark -> position.marks.put(mark, latest));
            return position;
        } catch (NumberFormatException malformed) {
            throw notOurs();
        }
    }

    private static ProblemException notOurs() {
        return new ProblemException(
                ProblemType.INVALID_REQUEST, "Last-Event-ID is not the id of one of our events.");
    }

    Instant completeUntil() {
        return completeUntil;
    }

    /** Notes a delivery; false if it was delivered before. */
    boolean deliver(Activity activity) {
        if (activity.at().isBefore(completeUntil)) {
            return false;
        }
        boolean first = marks.put(mark(activity), activity.at()) == null;
        if (marks.size() > MAX_MARKS) {
            marks.values().stream()
                    .min(Comparator.naturalOrder())
                    .ifPresent(oldest -> complete(oldest.plusMillis(1)));
        }
        return first;
    }

    /** Everything before then is delivered; call it only after reading the store. */
    void complete(Instant until) {
        if (until.isAfter(completeUntil)) {
            completeUntil = until;
            marks.values().removeIf(at -> at.isBefore(until));
        }
    }

    private static String mark(Activity activity) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(activity.key().getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().encodeToString(hash).substring(0, MARK_CHARACTERS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String toString() {
        String time = Long.toString(completeUntil.toEpochMilli(), 36);
        return marks.isEmpty()
                ? time
                : time + "." + marks.keySet().stream().collect(Collectors.joining());
    }
}
