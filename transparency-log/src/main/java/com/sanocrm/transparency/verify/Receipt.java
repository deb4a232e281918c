package com.sanocrm.transparency.verify;

/**
 * What the receipt of a choice says: a note of two lines. The first is the name of its key, so that
 * nothing else that was ever signed passes for a receipt.
 *
 * @param choice as canonical JSON (RFC 8785)
 */
record Receipt(String issuer, String choice) {
    /**
     * Reads a note's text.
     *
     * @throws IllegalArgumentException if it is no receipt's
     */
    static Receipt parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length != 3
                || !lines[1].startsWith("{\"")
                || !lines[1].endsWith("}")
                || !lines[2].isEmpty()) {
            throw new IllegalArgumentException("a receipt is two lines: issuer and choice");
        }
        return new Receipt(lines[0], lines[1]);
    }
}
