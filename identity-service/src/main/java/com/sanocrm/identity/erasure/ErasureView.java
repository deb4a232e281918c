package com.sanocrm.identity.erasure;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ErasureId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An erasure as it is shown.
 *
 * @param services by the wire name of the principal
 * @param certificate a signed note; absent until every service has confirmed
 */
record ErasureView(
        ErasureId erasureId,
        AccountId accountId,
        Erasure.State status,
        Instant requestedAt,
        @Nullable Instant keysDestroyedAt,
        @Nullable Instant completedAt,
        Map<String, ServiceView> services,
        List<KeptView> kept,
        @Nullable String certificate) {

    /** How far a service is. */
    enum ServiceStatus {
        PENDING,
        KEYS_DESTROYED,
        COMPLETED
    }

    record ServiceView(
            ServiceStatus status,
            @Nullable Instant keysDestroyedAt,
            @Nullable Instant completedAt,
            long records) {
        static ServiceView from(Erasure.Progress progress) {
            ServiceStatus status =
                    progress.completedAt() != null
                            ? ServiceStatus.COMPLETED
                            : progress.keysDestroyedAt() != null
                                    ? ServiceStatus.KEYS_DESTROYED
                                    : ServiceStatus.PENDING;
            return new ServiceView(
                    status, progress.keysDestroyedAt(), progress.completedAt(), progress.records());
        }
    }

    /**
     * What stays.
     *
     * @param until the last day; absent for what identifies nobody
     */
    record KeptView(
            String dataClass, String what, String service, String law, @Nullable LocalDate until) {
        static List<KeptView> from(List<Erasure.Kept> kept, RetentionRules rules, Locale language) {
            return kept.stream()
                    .map(
                            one ->
                                    new KeptView(
                                            one.dataClass(),
                                            rules.words(one.dataClass(), language),
                                            one.service(),
                                            one.law(),
                                            one.until()))
                    .toList();
        }
    }

    static ErasureView from(Erasure erasure, RetentionRules rules, Locale language) {
        var services = new TreeMap<String, ServiceView>();
        erasure.services().forEach((name, one) -> services.put(name, ServiceView.from(one)));
        return new ErasureView(
                erasure.id(),
                erasure.accountId(),
                erasure.state(),
                erasure.requestedAt(),
                erasure.keysDestroyedAt(),
                erasure.completedAt(),
                services,
                KeptView.from(erasure.kept(), rules, language),
                erasure.certificate());
    }
}
