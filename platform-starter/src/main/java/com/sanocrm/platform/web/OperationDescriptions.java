package com.sanocrm.platform.web;

import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.security.OpenAccess;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.Arrays;
import java.util.List;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.web.method.HandlerMethod;

/**
 * Describes what our own parameters of a controller method stand for on the wire: the caller is in
 * the token, a new resource's claim in {@code Idempotency-Key}, a page in {@code limit} and {@code
 * cursor}.
 */
public final class OperationDescriptions implements OperationCustomizer {
    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(
                        Caller.class,
                        NewResource.class,
                        NewResource.Unclaimed.class,
                        Page.Request.class);
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        List<? extends Class<?>> types =
                Arrays.stream(method.getMethod().getParameterTypes()).toList();
        if (types.contains(NewResource.class) || types.contains(NewResource.Unclaimed.class)) {
            operation.addParametersItem(
                    parameter("header", "Idempotency-Key", "1 to 64 visible ASCII characters"));
        }
        if (types.contains(Page.Request.class)) {
            operation.addParametersItem(parameter("query", "limit", "1 to 100, 25 if absent"));
            operation.addParametersItem(
                    parameter("query", "cursor", "the next of an earlier page"));
        }
        if (method.hasMethodAnnotation(OpenAccess.class)) {
            operation.setSecurity(List.of());
        }
        return operation;
    }

    private static Parameter parameter(String in, String name, String description) {
        Schema<String> string = new StringSchema();
        string.setSpecVersion(SpecVersion.V31);
        string.addType("string");
        return new Parameter()
                .in(in)
                .name(name)
                .description(description)
                .required(false)
                .schema(string);
    }
}
