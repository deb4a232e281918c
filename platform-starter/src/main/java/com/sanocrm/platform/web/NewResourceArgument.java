package com.sanocrm.platform.web;

import com.sanocrm.platform.security.AccessInterceptor;
import com.sanocrm.platform.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Gives a controller method of a creating POST its {@link NewResource}, or the means to claim it.
 */
public final class NewResourceArgument implements HandlerMethodArgumentResolver {
    private final IdempotencyKeys keys;

    public NewResourceArgument(IdempotencyKeys keys) {
        this.keys = keys;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        return type == NewResource.class || type == NewResource.Unclaimed.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var http = Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
        String caller =
                AccessInterceptor.current().map(Caller::accountId).map(id -> id.value()).orElse("");
        byte[] body =
                http.getAttribute(RequestBodyFilter.BODY) instanceof byte[] read
                        ? read
                        : new byte[0];
        NewResource.Unclaimed unclaimed =
                () ->
                        keys.claim(
                                caller,
                                http.getMethod() + " " + http.getRequestURI(),
                                http.getHeader("Idempotency-Key"),
                                body);
        return parameter.getParameterType() == NewResource.class ? unclaimed.claim() : unclaimed;
    }
}
