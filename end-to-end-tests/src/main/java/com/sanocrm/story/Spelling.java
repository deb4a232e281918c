package com.sanocrm.story;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** A way in which a word can stand in bytes. */
final class Spelling {
    private static final int BASE64_GROUP = 3;

    private final String word;
    private final String name;
    private final byte[] bytes;

    private Spelling(String word, String name, byte[] bytes) {
        this.word = word;
        this.name = name;
        this.bytes = bytes;
    }

    String word() {
        return word;
    }

    /** Of the way. */
    String name() {
        return name;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** Every way that we know of; compression is looked through, not spelled. */
    static List<Spelling> of(String word) {
        byte[] plain = word.getBytes(StandardCharsets.UTF_8);
        var all = new ArrayList<Spelling>();
        all.add(new Spelling(word, "UTF-8", plain));
        for (Charset wide : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            all.add(new Spelling(word, wide.name(), word.getBytes(wide)));
        }
        for (HexFormat hex : List.of(HexFormat.of(), HexFormat.of().withUpperCase())) {
            all.add(text(word, "hex", hex.formatHex(plain)));
        }
        /* Base64 of it in a longer text: from each of three bytes on, without what depends on
        the neighbours. */
        for (int skipped = 0; skipped < BASE64_GROUP; skipped++) {
            byte[] rest = Arrays.copyOfRange(plain, skipped, plain.length);
            byte[] whole = Arrays.copyOf(rest, rest.length / BASE64_GROUP * BASE64_GROUP);
            all.add(text(word, "Base64", Base64.getEncoder().encodeToString(whole)));
            String url = Base64.getUrlEncoder().encodeToString(whole);
            if (!url.equals(Base64.getEncoder().encodeToString(whole))) {
                all.add(text(word, "Base64 for URLs", url));
            }
        }
        return all;
    }

    private static Spelling text(String word, String name, String text) {
        return new Spelling(word, name, text.getBytes(StandardCharsets.US_ASCII));
    }
}
