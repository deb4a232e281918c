package com.sanocrm.identity.request;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PrivacyRequestId;
import com.sanocrm.identity.account.Corrections;
import com.sanocrm.identity.export.Export;
import com.sanocrm.identity.export.Exports;
import java.util.Optional;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Requests as they are shown, with what they led to. */
@Component
class Views {
    private final Words words;
    private final Exports exports;

    Views(Words words, Exports exports) {
        this.words = words;
        this.exports = exports;
    }

    /** Whoever calls this has recorded the access. */
    RequestView of(PrivacyRequest request) {
        return RequestView.from(request, words, exportOf(request).orElse(null));
    }

    private Optional<Export> exportOf(PrivacyRequest request) {
        return request.isExported() ? exports.find(request.id()) : Optional.empty();
    }

    @Nullable Binary seal(
            PrivacyRequestId id, AccountId account, @Nullable Corrections corrections) {
        return words.seal(id, account, corrections);
    }

    @Nullable Binary seal(PrivacyRequestId id, AccountId account, @Nullable String text) {
        return words.seal(id, account, text);
    }
}
