package com.sanocrm.platform.web;

import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.AccessInterceptor;
import com.sanocrm.platform.security.Caller;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;

/** Records an access that is about to be refused, by what the endpoint's {@link Access} says. */
public final class RefusedAccess {
    private final AuditRecords records;
    private final AuditTrail trail;

    public RefusedAccess(AuditRecords records, AuditTrail trail) {
        this.records = records;
        this.trail = trail;
    }

    /**
     * Returns when the record is durable; it goes to the platform's log, since the resource may be
     * nobody's.
     *
     * @throws AuditTrail.AuditUnavailableException if it could not be recorded
     */
    public void record(@Nullable HandlerMethod method, WebRequest request) {
        Access access = method == null ? null : method.getMethodAnnotation(Access.class);
        Optional<Caller> caller = AccessInterceptor.current();
        if (access == null || caller.isEmpty()) {
            return;
        }
        trail.record(
                records.refused(
                        caller,
                        access.action(),
                        new Target(null, null, access.resource(), asked(request))));
    }

    /**
     * The id that was asked for, when it has the form of one of ours: free text stays out of the
     * log.
     */
    private static @Nullable String asked(WebRequest request) {
        Object variables =
                request.getAttribute(
                        HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE,
                        RequestAttributes.SCOPE_REQUEST);
        return variables instanceof Map<?, ?> all
                ? all.values().stream()
                        .map(String::valueOf)
                        .filter(value -> value.matches("[a-z]{3}_[0-9a-f-]{36}"))
                        .findFirst()
                        .orElse(null)
                : null;
    }
}
