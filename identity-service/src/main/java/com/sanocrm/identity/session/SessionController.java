package com.sanocrm.identity.session;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.identity.login.ConnectedApplication;
import com.sanocrm.identity.login.LogInSession;
import com.sanocrm.identity.login.LogInSessions;
import com.sanocrm.identity.login.LoginsUnavailableException;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.problem.ProblemType;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A person sees and ends the own log-ins, and what applications may do in the person's name. */
@RestController
@RequestMapping("/api/v1/accounts/me")
class SessionController {
    private static final String SESSION = "session";
    private static final String APPLICATION = "application";

    private final LogInSessions sessions;
    private final AuditRecords records;
    private final AuditTrail trail;

    SessionController(LogInSessions sessions, AuditRecords records, AuditTrail trail) {
        this.sessions = sessions;
        this.records = records;
        this.trail = trail;
    }

    /**
     * @param current whether the call itself is made with it
     */
    record SessionView(
            String sessionId,
            @Nullable String ipAddress,
            Instant startedAt,
            Instant lastUsedAt,
            Set<String> applications,
            boolean current) {
        static SessionView from(LogInSession session, @Nullable String current) {
            return new SessionView(
                    session.id(),
                    session.ipAddress(),
                    session.startedAt(),
                    session.lastUsedAt(),
                    new TreeSet<>(session.applications()),
                    session.id().equals(current));
        }

        @Override
        public String toString() {
            return "SessionView[redacted]";
        }
    }

    record ApplicationView(
            String clientId, Set<String> scopes, boolean offline, @Nullable Instant since) {
        static ApplicationView from(ConnectedApplication application) {
            return new ApplicationView(
                    application.clientId(),
                    new TreeSet<>(application.scopes()),
                    application.offline(),
                    application.since());
        }
    }

    /** Nobody has so many that they come in pages. */
    record All<T>(List<T> items) {}

    @GetMapping("/sessions")
    @Access(action = "session.list", resource = SESSION)
    All<SessionView> sessions(
            @Parameter(hidden = true) Caller caller,
            @Parameter(hidden = true) JwtAuthenticationToken token) {
        String current = token.getToken().getClaimAsString("sid");
        List<LogInSession> found = reached(() -> sessions.of(caller.accountId()));
        record(caller, "session.list", SESSION);
        return new All<>(
                found.stream().map(session -> SessionView.from(session, current)).toList());
    }

    @DeleteMapping("/sessions/{sessionId}")
    @Access(action = "session.end", resource = SESSION)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable String sessionId, Caller caller) {
        LogInSession session =
                reached(() -> sessions.of(caller.accountId())).stream()
                        .filter(one -> one.id().equals(sessionId))
                        .findFirst()
                        .orElseThrow(ProblemException::notFound);
        record(caller, "session.end", SESSION);
        reached(
                () -> {
                    sessions.end(session);
                    return session;
                });
    }

    @GetMapping("/applications")
    @Access(action = "application.list", resource = APPLICATION)
    All<ApplicationView> applications(Caller caller) {
        var found = reached(() -> sessions.applications(caller.accountId()));
        record(caller, "application.list", APPLICATION);
        return new All<>(found.stream().map(ApplicationView::from).toList());
    }

    @DeleteMapping("/applications/{clientId}")
    @Access(action = "application.disconnect", resource = APPLICATION)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void disconnect(@PathVariable String clientId, Caller caller) {
        AccountId person = caller.accountId();
        ConnectedApplication application =
                reached(() -> sessions.applications(person)).stream()
                        .filter(one -> one.clientId().equals(clientId))
                        .findFirst()
                        .orElseThrow(ProblemException::notFound);
        record(caller, "application.disconnect", APPLICATION);
        reached(
                () -> {
                    sessions.disconnect(person, application);
                    return application;
                });
    }

    /** Before it is answered or done; which session or application stays with its owner. */
    private void record(Caller caller, String action, String resource) {
        var target = new Target(caller.partnerId(), caller.accountId(), resource, null);
        trail.record(records.success(caller, action, target));
    }

    private static <T> T reached(Supplier<T> call) {
        try {
            return call.get();
        } catch (LoginsUnavailableException away) {
            throw new ProblemException(
                    ProblemType.UNAVAILABLE, "Nothing was done. Try again in a few seconds.");
        }
    }
}
