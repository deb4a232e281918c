package com.sanocrm.transparency;

import java.util.List;

/**
 * What a log says that it holds (C2SP tlog-checkpoint).
 *
 * @param origin the log's name
 * @param size its number of leaves
 * @param root the RFC 9162 tree hash of them
 */
public record Checkpoint(String origin, long size, Hash root) {

    public Checkpoint {
        if (origin.isEmpty() || origin.contains("\n") || size < 0) {
            throw new IllegalArgumentException("a checkpoint has an origin of one line and a size");
        }
    }

    /** The text to be signed. */
    public String text() {
        return origin + "\n" + size + "\n" + root.base64() + "\n";
    }

    /**
     * Reads the text of a note; extension lines are passed over.
     *
     * @throws IllegalArgumentException if it is no checkpoint
     */
    public static Checkpoint parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() < 3 || lines.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException(
                    "a checkpoint is origin, size and root, each a line");
        }
        return new Checkpoint(lines.get(0), parseCount(lines.get(1)), Hash.ofBase64(lines.get(2)));
    }

    /**
     * Reads a decimal number without sign and leading zero, up to 2^63-1.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static long parseCount(String digits) {
        if (!digits.matches("0|[1-9][0-9]{0,18}")) {
            throw new IllegalArgumentException("not a number from 0 to 2^63-1: " + digits);
        }
        return Long.parseLong(digits);
    }
}
