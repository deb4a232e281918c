package com.sanocrm.story;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds bytes in a file of any size (Knuth, Morris and Pratt 1977), reading it once. */
final class ByteSearch {
    private static final int READ_AT_ONCE = 1 << 16;

    private ByteSearch() {}

    static boolean contains(Path file, byte[] wanted) throws IOException {
        int[] fallback = fallback(wanted);
        byte[] read = new byte[READ_AT_ONCE];
        try (InputStream in = Files.newInputStream(file)) {
            int matched = 0;
            for (int count = in.read(read); count >= 0; count = in.read(read)) {
                for (int i = 0; i < count; i++) {
                    byte next = read[i];
                    while (matched > 0 && wanted[matched] != next) {
                        matched = fallback[matched - 1];
                    }
                    if (wanted[matched] == next) {
                        matched++;
                    }
                    if (matched == wanted.length) {
                        return true;
                    }
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
