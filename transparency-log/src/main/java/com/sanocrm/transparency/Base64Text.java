package com.sanocrm.transparency;

import java.util.Base64;

/** Standard Base64 with padding, refusing the second spellings that the JDK's decoder accepts. */
final class Base64Text {
    private Base64Text() {}

    static byte[] decode(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
            throw new IllegalArgumentException("not Base64 in its canonical form");
        }
        return bytes;
    }
}
