package com.sanocrm.identity.request;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PrivacyRequestId;
import com.sanocrm.platform.crypto.FieldContext;
import com.sanocrm.platform.crypto.FieldEncryption;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is written in requests and decisions, under the data key of the person they are about. */
@Component
class Words {
    private final FieldEncryption fields;

    Words(FieldEncryption fields) {
        this.fields = fields;
    }

    @Nullable Binary seal(PrivacyRequestId id, AccountId account, @Nullable String text) {
        return text == null ? null : fields.encrypt(context(id, account), text);
    }

    /** Call it only after the access is recorded. */
    @Nullable String open(PrivacyRequest request, @Nullable Binary sealed) {
        return sealed == null
                ? null
                : fields.decrypt(context(request.id(), request.accountId()), sealed);
    }

    private static FieldContext context(PrivacyRequestId id, AccountId account) {
        return new FieldContext(
                FieldContext.PLATFORM, account, "privacy_requests", id.value(), "words");
    }
}
