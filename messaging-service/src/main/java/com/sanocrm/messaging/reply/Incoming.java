package com.sanocrm.messaging.reply;

import java.util.List;

/**
 * A mail that came in, as far as it matters. It holds personal data and says nothing of itself.
 *
 * @param nature what it is
 * @param sender who it says it is from, a bare address in small letters; empty if that is unclear
 * @param marks addresses that it came to and ids of mails that it answers: those by which we may
 *     know whose mail it answers, the surest first
 * @param messageId of its own, to be named in an answer; empty if it has none
 * @param words the person's own, without what they quote
 * @param whole whether the words are all that was written
 */
record Incoming(
        Nature nature,
        String sender,
        List<String> marks,
        String messageId,
        String subject,
        String words,
        boolean whole) {

    /** What a mail is. */
    sealed interface Nature {
        /** A person wrote it, as far as can be told. */
        record Written() implements Nature {}

        /** A machine sent it: nobody reads or answers it (RFC 3834). */
        record Automatic() implements Nature {}

        /**
         * A mail server reports that it could not deliver a mail (RFC 3464).
         *
         * @param status RFC 3463, such as {@code 5.1.1}
         */
        record Undelivered(String status) implements Nature {}
    }

    @Override
    public String toString() {
        return "Incoming[]";
    }
}
