package com.sanocrm.messaging.mail;

import com.sanocrm.contracts.id.AccountId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A partner's words for a mail of the service. There are none without a review: somebody else than
 * the author has read exactly these words and has said of them what makes them transactional.
 */
public final class ReviewedWords {
    /** What may stand for a fact. */
    public static final Set<String> PLACEHOLDERS = Set.of("reference", "date");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)\\}|[{}]");

    private final Words words;

    /**
     * @param text plain; an empty line parts paragraphs
     */
    public record Words(String subject, String text) {
        /** By which a review names them. */
        public String sha256() {
            try {
                return HexFormat.of()
                        .formatHex(
                                MessageDigest.getInstance("SHA-256")
                                        .digest(
                                                (subject + "\u0000" + text)
                                                        .getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        public Set<Promotion.Mark> marks() {
            return Promotion.marksIn(subject + " \n" + text);
        }

        /** Whether all its placeholders are known. */
        public boolean canBeFilled() {
            return PLACEHOLDER
                    .matcher(subject + text)
                    .results()
                    .allMatch(
                            found ->
                                    found.group(1) != null
                                            && PLACEHOLDERS.contains(found.group(1)));
        }
    }

    /**
     * What a reviewer says of words, each of it true.
     *
     * @param author who wrote them
     * @param sha256s of all the words that the review is about
     */
    public record Review(AccountId author, AccountId reviewer, List<String> sha256s) {
        public Review {
            if (author.equals(reviewer)) {
                throw new IllegalArgumentException("nobody reviews words of their own");
            }
            sha256s = List.copyOf(sha256s);
        }
    }

    /**
     * @throws IllegalArgumentException if the review is about other words, or these promote
     */
    public ReviewedWords(Words words, Review review) {
        if (!review.sha256s().contains(words.sha256())) {
            throw new IllegalArgumentException("reviewed were other words");
        }
        if (!words.marks().isEmpty() || !words.canBeFilled()) {
            throw new IllegalArgumentException("not the words of a transactional mail");
        }
        this.words = words;
    }

    Words words() {
        return words;
    }
}
