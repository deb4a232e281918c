package com.sanocrm.identity.child;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ChildCaseId;
import com.sanocrm.platform.crypto.FieldContext;
import com.sanocrm.platform.crypto.FieldEncryption;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * What people wrote in a case, encrypted: under the data key of the account, so that it ends with
 * it, or of the case's own where there is none.
 */
@Component
class CaseWords {
    private final FieldEncryption fields;
    private final JsonMapper json;

    CaseWords(FieldEncryption fields, JsonMapper json) {
        this.fields = fields;
        this.json = json;
    }

    Binary seal(ChildCaseId id, Object words) {
        return fields.encrypt(context(id), json.writeValueAsString(words));
    }

    /** Call it only after the access is recorded. */
    <T> @Nullable T open(ChildCaseId id, @Nullable Binary sealed, Class<T> type) {
        return sealed == null ? null : json.readValue(fields.decrypt(context(id), sealed), type);
    }

    private static FieldContext context(ChildCaseId id) {
        var holder =
                new AccountId(AccountId.PREFIX + id.value().substring(ChildCaseId.PREFIX.length()));
        return new FieldContext(
                FieldContext.PLATFORM, holder, ChildCases.COLLECTION, id.value(), "words");
    }
}
