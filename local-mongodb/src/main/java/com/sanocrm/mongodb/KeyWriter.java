package com.sanocrm.mongodb;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of a key, appended so that unsigned comparison of the bytes is comparison of the parts. */
final class KeyWriter {
    private static final int USUAL_LENGTH = 64;
    private static final int END = 0x00;
    private static final int ESCAPED_ZERO = 0xFF;

    private byte[] bytes = new byte[USUAL_LENGTH];
    private int length;

    int length() {
        return length;
    }

    void writeByte(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
    }

    void writeInt(int value) {
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            writeByte(value >>> shift);
        }
    }

    void writeLong(long value) {
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            writeByte((int) (value >>> shift));
        }
    }

    void writeBytes(byte[] added) {
        reserve(added.length);
        System.arraycopy(added, 0, bytes, length, added.length);
        length += added.length;
    }

    /** As UTF-8, whose byte order is code point order; no text is a prefix of another. */
    void writeText(String text) {
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            writeByte(one);
            if (one == END) {
                writeByte(ESCAPED_ZERO);
            }
        }
        writeByte(END);
        writeByte(END);
    }

    /** Turns the order of what was written since round. */
    void invertFrom(int start) {
        for (int i = start; i < length; i++) {
            bytes[i] = (byte) ~bytes[i];
        }
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
