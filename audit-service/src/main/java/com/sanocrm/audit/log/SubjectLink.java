package com.sanocrm.audit.log;

import com.sanocrm.transparency.Hash;
import org.jspecify.annotations.Nullable;

/**
 * A record's place among those of one log about the same person, so that the person sees when one
 * is kept from them.
 *
 * @param seq counts them, from 1, without gaps
 * @param previous the leaf hash of the one before, Base64; null for the first
 */
public record SubjectLink(long seq, @Nullable String previous) {
    /** Of no leaf will the link be longer than this. */
    static final SubjectLink LONGEST =
            new SubjectLink(999_999_999_999_999L, Hash.EMPTY_TREE.base64());

    /**
     * Where a person's records of a log end.
     *
     * @param seq how many there are
     * @param last the leaf hash of the newest, Base64; null if there is none
     */
    record End(long seq, @Nullable String last) {
        static final End NONE = new End(0, null);

        SubjectLink next() {
            return new SubjectLink(seq + 1, last);
        }

        /** The end after one more leaf, that of an earlier release without a link too. */
        End after(Hash leafHash) {
            return new End(seq + 1, leafHash.base64());
        }
    }
}
