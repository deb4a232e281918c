package com.sanocrm.identity.request;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PrivacyRequestId;
import com.sanocrm.identity.account.Corrections;
import com.sanocrm.platform.crypto.FieldContext;
import com.sanocrm.platform.crypto.FieldEncryption;
import java.util.Objects;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What is written in requests and decisions, under the data key of the person they are about. */
@Component
class Words {
    private final FieldEncryption fields;
    private final JsonMapper json;

    Words(FieldEncryption fields, JsonMapper json) {
        this.fields = fields;
        this.json = json;
    }

    @Nullable Binary seal(PrivacyRequestId id, AccountId account, @Nullable String text) {
        return text == null ? null : fields.encrypt(context(id, account, "words"), text);
    }

    /** Call it only after the access is recorded. */
    @Nullable String open(PrivacyRequest request, @Nullable Binary sealed) {
        return sealed == null
                ? null
                : fields.decrypt(context(request.id(), request.accountId(), "words"), sealed);
    }

    @Nullable Binary seal(PrivacyRequestId id, AccountId account, @Nullable Corrections values) {
        return values == null
                ? null
                : fields.encrypt(
                        context(id, account, "corrections"), json.writeValueAsString(values));
    }

    /**
     * What the request is to correct and did not yet. Call it only after the access is recorded.
     */
    @Nullable Corrections corrections(PrivacyRequest request) {
        Effect effect = request.effect();
        return effect == null || effect.values() == null
                ? null
                : json.readValue(
                        fields.decrypt(
                                context(request.id(), request.accountId(), "corrections"),
                                effect.values()),
                        Corrections.class);
    }

    /** Why it was approved. */
    String reason(PrivacyRequest request) {
        return request.timeline().stream()
                .filter(step -> step.what() == PrivacyRequest.Kind.APPROVED)
                .map(step -> open(request, step.reason()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    private static FieldContext context(PrivacyRequestId id, AccountId account, String field) {
        return new FieldContext(
                FieldContext.PLATFORM, account, "privacy_requests", id.value(), field);
    }
}
