package com.sanocrm.story;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds bytes in a file of any size (Knuth, Morris and Pratt 1977), reading it once. */
final class ByteSearch {
    private ByteSearch() {}

    static boolean contains(Path file, byte[] wanted) throws IOException {
        int[] fallback = fallback(wanted);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            int matched = 0;
            for (int next = in.read(); next >= 0; next = in.read()) {
                while (matched > 0 && wanted[matched] != (byte) next) {
                    matched = fallback[matched - 1];
                }
                if (wanted[matched] == (byte) next) {
                    matched++;
                }
                if (matched == wanted.length) {
                    return true;
                }
            }
            return false;
        }
    }

    private static int[] fallback(byte[] wanted) {
        int[] fallback = new int[wanted.length];
        int matched = 0;
        for (int i = 1; i < wanted.length; i++) {
            while (matched > 0 && wanted[i] != wanted[matched]) {
                matched = fallback[matched - 1];
            }
            if (wanted[i] == wanted[matched]) {
                matched++;
            }
            fallback[i] = matched;
        }
        return fallback;
    }
}
