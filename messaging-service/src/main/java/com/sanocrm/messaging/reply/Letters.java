package com.sanocrm.messaging.reply;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.audit.OwnWork;
import com.sanocrm.platform.crypto.FieldContext;
import com.sanocrm.platform.crypto.FieldEncryption;
import java.util.UUID;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps people's words: short, encrypted under their data key, or under one of the request's own
 * where nobody knows whose they are. That one is destroyed with the words.
 */
@Component
class Letters {
    private static final int LONGEST = 2_000;

    private final FieldEncryption encryption;

    Letters(FieldEncryption encryption) {
        this.encryption = encryption;
    }

    /** Somebody's words, readable. */
    record Plain(String sender, String words, String messageId) {
        @Override
        public String toString() {
            return "Plain[]";
        }
    }

    OptOutRequest.Letter seal(String request, @Nullable AccountId person, Incoming mail) {
        AccountId owner = person == null ? ownKey(request) : person;
        String all = (mail.subject() + "\n\n" + mail.words()).strip();
        return new OptOutRequest.Letter(
                owner,
                encrypt(owner, request, "sender", mail.sender()),
                encrypt(owner, request, "words", all.substring(0, Math.min(all.length(), LONGEST))),
                encrypt(owner, request, "messageId", mail.messageId()));
    }

    /** Call it only after the access is recorded. */
    Plain open(String request, OptOutRequest.Letter letter) {
        AccountId owner = letter.keyOwner();
        return new Plain(
                decrypt(owner, request, "sender", letter.sender()),
                decrypt(owner, request, "words", letter.words()),
                decrypt(owner, request, "messageId", letter.messageId()));
    }

    private String decrypt(AccountId owner, String request, String field, Binary sealed) {
        FieldContext context = context(owner, request, field);
        return owner.equals(ownKey(request))
                ? encryption.decrypt(OwnWork.WORDS_OF_NOBODY_KNOWN, context, sealed)
                : encryption.decrypt(context, sealed);
    }

    /** What nobody's key opens is gone with its own. */
    void destroy(String request, OptOutRequest.Letter letter) {
        if (letter.keyOwner().equals(ownKey(request))) {
            encryption.destroyKey(letter.keyOwner());
        }
    }

    private Binary encrypt(AccountId owner, String request, String field, String text) {
        return encryption.encrypt(context(owner, request, field), text);
    }

    /* No account has it: the id of the request is no version 7 of any account. */
    private static AccountId ownKey(String request) {
        String uuid = request.substring(OptOutRequest.PREFIX.length() + 1);
        return new AccountId(
                AccountId.PREFIX
                        + "_"
                        + UUID.nameUUIDFromBytes(
                                uuid.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    }

    private static FieldContext context(AccountId owner, String request, String field) {
        return new FieldContext(
                FieldContext.PLATFORM, owner, OptOutRequests.COLLECTION, request, field);
    }
}
