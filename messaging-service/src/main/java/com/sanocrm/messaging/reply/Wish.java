package com.sanocrm.messaging.reply;

import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.WireName;
import java.util.Set;

/** What a person asks for with an answer to a mail. */
sealed interface Wish {
    /** Clear enough to be done at once. */
    record OptOut(Set<Purpose> purposes) implements Wish {
        public OptOut {
            purposes = Set.copyOf(purposes);
        }
    }

    /**
     * For a person to read.
     *
     * @param suggested what an opt-out would be from, as far as can be told
     */
    record Unclear(Doubt doubt, Set<Purpose> suggested) implements Wish {
        public Unclear {
            suggested = Set.copyOf(suggested);
        }
    }

    /** Why a person has to look. */
    enum Doubt implements WireName {
        /** There are no words of the person's own. */
        EMPTY,
        /** Nothing says that mails shall stop. */
        NO_REQUEST,
        /** Some shall stop and some go on, or the sentence turns against itself. */
        MIXED,
        /** Under a condition, for a time, or fewer of them. */
        CONDITION,
        /** For somebody else. */
        ANOTHER_PERSON,
        /** Something else too: the account, data, care. */
        OTHER_REQUEST,
        /** It is not clear which mails. */
        WHICH_MAILS,
        /** It answers a mail that is part of the service. */
        CARE_MAIL,
        /** The words are clear, and the sender's address is not the account's. */
        SENDER_DIFFERS,
        /** It answers no mail of ours that we can tell. */
        NO_ORIGIN,
        /** It cannot be read, or not all of it. */
        UNREADABLE;

        @Override
        public String wireName() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }
}
