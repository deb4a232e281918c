package com.sanocrm.consent.choice;

import com.sanocrm.contracts.id.AccountId;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * A choice that left the person's document: it holds for nothing any more, and stays as evidence.
 *
 * @param id of account and number, so that filing twice files once
 */
public record FiledChoice(@BsonId String id, AccountId accountId, RecordedChoice choice) {
    static FiledChoice of(AccountId accountId, RecordedChoice choice) {
        return new FiledChoice(accountId + "/" + choice.number(), accountId, choice);
    }
}
