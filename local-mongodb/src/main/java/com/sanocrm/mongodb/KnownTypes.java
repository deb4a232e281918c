package com.sanocrm.mongodb;

import io.netty.buffer.ByteBuf;

/**
 * Walks through <a href="https://bsonspec.org/spec.html">BSON</a> and finds what could not be given
 * back as it came: binary data of other subtypes than generic and UUID, and types that BSON has
 * deprecated.
 */
final class KnownTypes {
    private static final int DEEPEST = 100;

    private final ByteBuf bytes;
    private int depth;

    KnownTypes(ByteBuf bytes) {
        this.bytes = bytes;
    }

    /** Reads on to the end of the document that begins here, unless it finds one. */
    boolean areInDocument() {
        if (++depth > DEEPEST) {
            return false;
        }
        bytes.skipBytes(Integer.BYTES);
        for (byte type = bytes.readByte(); type != 0; type = bytes.readByte()) {
            skipName();
            if (!isKnown(type)) {
                return false;
            }
        }
        depth--;
        return true;
    }

    private boolean isKnown(byte type) {
        switch (type) {
            case 0x0A, 0x7F, -1 -> {} // null, MaxKey, MinKey
            case 0x08 -> bytes.skipBytes(1); // boolean
            case 0x10 -> bytes.skipBytes(Integer.BYTES);
            case 0x01, 0x09, 0x11, 0x12 -> bytes.skipBytes(Long.BYTES); // double, dates, int64
            case 0x07 -> bytes.skipBytes(12); // ObjectId
            case 0x13 -> bytes.skipBytes(16); // decimal
            case 0x02, 0x0D -> bytes.skipBytes(bytes.readIntLE()); // text, JavaScript
            case 0x0B -> { // regular expression
                skipName();
                skipName();
            }
            case 0x03, 0x04 -> { // document, array
                return areInDocument();
            }
            case 0x05 -> {
                return isKnownBinary();
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean isKnownBinary() {
        int length = bytes.readIntLE();
        int subtype = bytes.readByte();
        bytes.skipBytes(length);
        return switch (subtype) {
            case 0 -> true;
            case 3, 4 -> length == 16;
            default -> false;
        };
    }

    void skipName() {
        bytes.skipBytes(bytes.bytesBefore((byte) 0) + 1);
    }
}
