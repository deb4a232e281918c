package com.sanocrm.identity.export;

import java.io.IOException;
import java.io.OutputStream;

/** Makes members of a JSON array of lines: a comma before each but the array's first. */
final class Lines extends OutputStream {
    private final OutputStream array;
    private boolean first;
    private boolean atStart = true;

    Lines(OutputStream array, boolean first) {
        this.array = array;
        this.first = first;
    }

    boolean isFirst() {
        return first;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        for (int at = offset; at < offset + length; at++) {
            if (bytes[at] == '\n') {
                put(bytes, from, at - from);
                atStart = true;
                from = at + 1;
            }
        }
        put(bytes, from, offset + length - from);
    }

    private void put(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return;
        }
        if (atStart) {
            array.write((first ? "\n" : ",\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
            first = false;
            atStart = false;
        }
        array.write(bytes, offset, length);
    }
}
