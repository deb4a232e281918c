package com.sanocrm.identity.request;

import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ErasureId;
import com.sanocrm.contracts.id.PrivacyRequestId;
import com.sanocrm.identity.account.Corrections;
import com.sanocrm.identity.export.Export;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request as the person and those who decide see it.
 *
 * @param erasureId of an approved deletion
 * @param export of an approved access or portability
 * @param effect of a correction, restriction or objection
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
        @Nullable ExportView export,
        @Nullable EffectView effect,
        List<StepView> timeline) {

    /**
     * @param corrections that are asked or approved, until the account has them
     * @param purposes that are objected to
     * @param at since when it is done, or ended; of one that is ending, when it will
     */
    record EffectView(
            Effect.State status,
            @Nullable Corrections corrections,
            Set<String> purposes,
            @Nullable Instant at) {
        static EffectView from(Effect effect, @Nullable Corrections corrections) {
            return new EffectView(
                    effect.state(),
                    corrections,
                    effect.purposes().stream()
                            .map(Purpose::wireName)
                            .collect(Collectors.toCollection(TreeSet::new)),
                    effect.at());
        }

        @Override
        public String toString() {
            return "EffectView[" + status + "]";
        }
    }

    /**
     * @param services that are asked again for their part; absent but for that
     */
    record StepView(
            PrivacyRequest.Kind what,
            Instant at,
            PrivacyRequest.@Nullable LegalGround legalGround,
            @Nullable String reason,
            @Nullable Set<String> services) {
        static StepView from(Export.Step step) {
            PrivacyRequest.Kind what =
                    switch (step.what()) {
                        case WAITING -> PrivacyRequest.Kind.EXPORT_WAITING;
                        case READY -> PrivacyRequest.Kind.EXPORT_READY;
                        case EXPIRED -> PrivacyRequest.Kind.EXPORT_EXPIRED;
                    };
            return new StepView(
                    what,
                    step.at(),
                    null,
                    null,
                    step.services().isEmpty() ? null : new TreeSet<>(step.services()));
        }
    }

    /**
     * @param waitingFor the services that have not given their part
     */
    record ExportView(
            Export.State status,
            Set<String> waitingFor,
            @Nullable Instant readyAt,
            @Nullable Instant expiresAt) {
        static ExportView from(Export export) {
            return new ExportView(
                    export.state(), export.waitingFor(), export.readyAt(), export.expiresAt());
        }
    }

    /** Whoever calls this has recorded the access. */
    static RequestView from(PrivacyRequest request, Words words, @Nullable Export export) {
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
                export == null ? null : ExportView.from(export),
                request.effect() == null
                        ? null
                        : EffectView.from(request.effect(), words.corrections(request)),
                Stream.concat(
                                request.timeline().stream()
                                        .map(
                                                step ->
                                                        new StepView(
                                                                step.what(),
                                                                step.at(),
                                                                step.legalGround(),
                                                                erasing
                                                                        ? null
                                                                        : words.open(
                                                                                request,
                                                                                step.reason()),
                                                                null)),
                                export == null
                                        ? Stream.empty()
                                        : export.timeline().stream().map(StepView::from))
                        .toList());
    }

    @Override
    public String toString() {
        return "RequestView[" + requestId + "]";
    }
}
