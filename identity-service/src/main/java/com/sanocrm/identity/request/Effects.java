package com.sanocrm.identity.request;

import com.sanocrm.identity.erasure.Closing;
import com.sanocrm.identity.export.Exports;
import com.sanocrm.platform.security.Caller;
import org.springframework.stereotype.Component;

/** What an approved request leads to; each can be begun again without harm. */
@Component
class Effects {
    private final Closing closing;
    private final Exports exports;

    Effects(Closing closing, Exports exports) {
        this.closing = closing;
        this.exports = exports;
    }

    /**
     * @return whether the request is approved and leads to something
     */
    boolean take(PrivacyRequest request, Caller decider) {
        if (request.status() != PrivacyRequest.Status.APPROVED) {
            return false;
        }
        return switch (request.type()) {
            case DELETION -> {
                closing.begin(request.accountId(), decider);
                yield true;
            }
            case ACCESS, PORTABILITY -> {
                exports.order(request.id(), request.accountId());
                yield true;
            }
            case CORRECTION, RESTRICTION, OBJECTION -> false;
        };
    }
}
