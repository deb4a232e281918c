package com.sanocrm.platform.web;

import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.security.OpenAccess;
import com.sanocrm.platform.security.Role;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.web.method.HandlerMethod;

/**
 * Describes what a controller method takes by its type as what a client sends: {@link NewResource}
 * is the header {@code Idempotency-Key}, {@link Page.Request} two query parameters, {@link Caller}
 * the access token. {@code x-access} says who may call and what is recorded.
 */
public final class ApiDescription implements GlobalOperationCustomizer {
    private static final String ACCESS = "x-access";

    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Caller.class, NewResource.class, Page.Request.class);
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        if (takes(method, NewResource.class)) {
            operation.addParametersItem(
                    new Parameter()
                            .in("header")
                            .name("Idempotency-Key")
                            .description("The same key and body give the first answer again.")
                            .schema(new StringSchema().minLength(1).maxLength(64)));
        }
        if (takes(method, Page.Request.class)) {
            operation
                    .addParametersItem(
                            new Parameter()
                                    .in("query")
                                    .name("limit")
                                    .schema(
                                            new IntegerSchema()
                                                    .minimum(BigDecimal.ONE)
                                                    .maximum(
                                                            BigDecimal.valueOf(
                                                                    Page.Request.MAX_LIMIT))))
                    .addParametersItem(
                            new Parameter()
                                    .in("query")
                                    .name("cursor")
                                    .description("The next of an earlier page.")
                                    .schema(new StringSchema()));
        }
        Access access = method.getMethodAnnotation(Access.class);
        if (access != null) {
            operation.addExtension(ACCESS, declared(access));
        }
        if (method.hasMethodAnnotation(OpenAccess.class)) {
            operation.setSecurity(List.of());
        }
        return operation;
    }

    /** What {@link Access} says, so that others can hold the platform to it. */
    private static Map<String, Object> declared(Access access) {
        var declared = new LinkedHashMap<String, Object>();
        declared.put("roles", Arrays.stream(access.roles()).map(Role::claim).toList());
        declared.put("action", access.action());
        declared.put("resource", access.resource());
        if (!access.unrecorded().isEmpty()) {
            declared.put("unrecorded", access.unrecorded());
        }
        return declared;
    }

    private static boolean takes(HandlerMethod method, Class<?> type) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.getParameterType() == type);
    }
}
