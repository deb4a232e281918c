package com.sanocrm.consent.choice;

import com.sanocrm.contracts.id.AccountId;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * A choice that left the person's document: it holds for nothing any more, and stays as evidence.
 *
 * @param id of account and number, so that filing twice files once
 */
public record FiledChoice(
        @BsonId String id, AccountId accountId, RecordedChoice choice, @Nullable Instant filedAt) {
    static FiledChoice of(AccountId accountId, RecordedChoice choice, @Nullable Instant filedAt) {
        return new FiledChoice(idOf(accountId, choice), accountId, choice, filedAt);
    }

    static String idOf(AccountId accountId, RecordedChoice choice) {
        return accountId + "/" + choice.number();
    }
}
