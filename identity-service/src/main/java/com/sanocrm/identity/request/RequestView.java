package com.sanocrm.identity.request;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ErasureId;
import com.sanocrm.contracts.id.PrivacyRequestId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request as the person and those who decide see it.
 *
 * @param erasureId of an approved deletion
 */
record RequestView(
        PrivacyRequestId requestId,
        AccountId accountId,
        PrivacyRequest.Type type,
        PrivacyRequest.Status status,
        @Nullable String details,
        Instant receivedAt,
        Instant dueAt,
        String law,
        @Nullable ErasureId erasureId,
        List<StepView> timeline) {

    record StepView(
            PrivacyRequest.Kind what,
            Instant at,
            PrivacyRequest.@Nullable LegalGround legalGround,
            @Nullable String reason) {}

    /** Whoever calls this has recorded the access. */
    static RequestView from(PrivacyRequest request, Words words) {
        boolean erasing =
                request.type() == PrivacyRequest.Type.DELETION
                        && request.status() == PrivacyRequest.Status.APPROVED;
        return new RequestView(
                request.id(),
                request.accountId(),
                request.type(),
                request.status(),
                erasing ? null : words.open(request, request.details()),
                request.receivedAt(),
                request.dueAt(),
                request.law(),
                erasing ? ErasureId.of(request.accountId()) : null,
                request.timeline().stream()
                        .map(
                                step ->
                                        new StepView(
                                                step.what(),
                                                step.at(),
                                                step.legalGround(),
                                                erasing
                                                        ? null
                                                        : words.open(request, step.reason())))
                        .toList());
    }

    @Override
    public String toString() {
        return "RequestView[" + requestId + "]";
    }
}
