package com.sanocrm.messaging.template;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.MailTemplateId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.messaging.mail.ReviewedWords;
import com.sanocrm.messaging.mail.ReviewedWords.Words;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * Words for a kind of mail of the service, in English and perhaps Arabic. They never change: other
 * words are another template, with a review of its own.
 *
 * <pre>
 * DRAFT --review by another admin--&gt; APPROVED | REJECTED
 * </pre>
 *
 * @param words by language
 * @param review null before it
 */
public record MailTemplate(
        @BsonId MailTemplateId id,
        PartnerId tenant,
        Kind kind,
        Map<String, Words> words,
        AccountId author,
        Instant createdAt,
        @Nullable Review review) {
    static final String ENGLISH = "en";

    public MailTemplate {
        words = Map.copyOf(words);
    }

    /** What a mail of the service is about (P-15). */
    public enum Kind {
        /** Something that the person ordered or asked for, and how it stands. */
        ORDER,
        /** Something that the person has, and that must be renewed. */
        RENEWAL,
        /** Something that the person must know, such as other opening hours. */
        NOTICE
    }

    public enum Status {
        DRAFT,
        APPROVED,
        REJECTED
    }

    /**
     * What a reviewer found; all three make a transactional mail.
     *
     * @param concernsWhatThePersonHasOrAskedFor and nothing else
     * @param promotesNothing no product, service, advantage or third party
     * @param saysNothingOfHealth no medicine, test, condition or specialty
     */
    public record Review(
            AccountId reviewer,
            Instant reviewedAt,
            boolean concernsWhatThePersonHasOrAskedFor,
            boolean promotesNothing,
            boolean saysNothingOfHealth) {
        Status outcome() {
            return concernsWhatThePersonHasOrAskedFor && promotesNothing && saysNothingOfHealth
                    ? Status.APPROVED
                    : Status.REJECTED;
        }
    }

    /** What a review comes to. */
    sealed interface Reviewing {
        record Reviewed(MailTemplate template) implements Reviewing {}

        /** Whoever wrote the words does not review them. */
        record OwnWords() implements Reviewing {}

        /** Another review came first. */
        record AlreadyReviewed() implements Reviewing {}
    }

    Status status() {
        return review == null ? Status.DRAFT : review.outcome();
    }

    Reviewing reviewed(Review next) {
        if (author.equals(next.reviewer())) {
            return new Reviewing.OwnWords();
        }
        if (review != null) {
            boolean same = review.reviewer().equals(next.reviewer()) && status() == next.outcome();
            return same ? new Reviewing.Reviewed(this) : new Reviewing.AlreadyReviewed();
        }
        return new Reviewing.Reviewed(
                new MailTemplate(id, tenant, kind, words, author, createdAt, next));
    }

    /** Empty unless approved; English for a language that it lacks. */
    Optional<ReviewedWords> approvedWords(String language) {
        Words chosen = words.getOrDefault(language, words.get(ENGLISH));
        return review == null || chosen == null || status() != Status.APPROVED
                ? Optional.empty()
                : Optional.of(
                        new ReviewedWords(
                                chosen,
                                new ReviewedWords.Review(
                                        author,
                                        review.reviewer(),
                                        words.values().stream().map(Words::sha256).toList())));
    }
}
