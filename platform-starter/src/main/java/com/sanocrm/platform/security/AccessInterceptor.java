package com.sanocrm.platform.security;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.problem.ProblemType;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets a call through when its operation is open or the token has one of its roles; everything else
 * is refused. Whose account is shut meets nothing: 404, whatever the operation.
 */
public final class AccessInterceptor implements HandlerInterceptor {
    private static final String OWN_PACKAGE = "com.sanocrm.";

    private final Predicate<AccountId> shut;

    /**
     * @param shut whose tokens are not taken any more
     */
    public AccessInterceptor(Predicate<AccountId> shut) {
        this.shut = shut;
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method)
                || !method.getBeanType().getName().startsWith(OWN_PACKAGE)
                || request.getDispatcherType() != DispatcherType.REQUEST
                || method.hasMethodAnnotation(OpenAccess.class)) {
            return true;
        }
        Access access = method.getMethodAnnotation(Access.class);
        Caller caller = current().orElseThrow(AccessInterceptor::unauthenticated);
        if (access == null
                || (access.roles().length > 0
                        && Arrays.stream(access.roles()).noneMatch(caller::is))) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "Ask somebody whose role allows this operation.");
        }
        if (!access.formerOwner() && shut.test(caller.accountId())) {
            throw ProblemException.notFound();
        }
        return true;
    }

    /** The caller of the current request; empty without a token. */
    public static Optional<Caller> current() {
        return SecurityContextHolder.getContext().getAuthentication()
                        instanceof JwtAuthenticationToken token
                ? Caller.of(token.getToken())
                : Optional.empty();
    }

    static ProblemException unauthenticated() {
        return new ProblemException(
                ProblemType.UNAUTHENTICATED,
                "Send a valid, unexpired access token of this platform.");
    }
}
