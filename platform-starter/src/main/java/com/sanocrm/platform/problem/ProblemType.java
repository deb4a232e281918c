package com.sanocrm.platform.problem;

import java.util.List;

/**
 * A kind of error of the public API (RFC 9457). A feature declares its own as constants beside its
 * decisions.
 *
 * @param name kebab-case; the {@code type} is {@code /problems/<name>}
 * @param status the HTTP status
 * @param title the same for every occurrence
 */
public record ProblemType(String name, int status, String title) {
    public static final ProblemType INVALID_REQUEST =
            new ProblemType("invalid-request", 400, "The request cannot be read");
    public static final ProblemType UNAUTHENTICATED =
            new ProblemType("unauthenticated", 401, "A valid access token is needed");
    public static final ProblemType FORBIDDEN =
            new ProblemType("forbidden", 403, "Your role does not allow this");
    public static final ProblemType NOT_FOUND =
            new ProblemType("not-found", 404, "There is no such resource");
    public static final ProblemType METHOD_NOT_ALLOWED =
            new ProblemType("method-not-allowed", 405, "The resource does not have this method");
    public static final ProblemType NOT_ACCEPTABLE =
            new ProblemType("not-acceptable", 406, "The answer has no form that you accept");
    public static final ProblemType IDEMPOTENCY_KEY_REUSED =
            new ProblemType(
                    "idempotency-key-reused", 409, "This key was used with another request");
    public static final ProblemType CONFLICT =
            new ProblemType("conflict", 409, "The resource was changed at the same time");
    public static final ProblemType PRECONDITION_FAILED =
            new ProblemType("precondition-failed", 412, "The resource is no longer as you saw it");
    public static final ProblemType PAYLOAD_TOO_LARGE =
            new ProblemType("payload-too-large", 413, "The body is over the limit");
    public static final ProblemType UNSUPPORTED_MEDIA_TYPE =
            new ProblemType("unsupported-media-type", 415, "The body is of another media type");
    public static final ProblemType VALIDATION_FAILED =
            new ProblemType("validation-failed", 422, "A value is not allowed");
    public static final ProblemType INTERNAL_ERROR =
            new ProblemType("internal-error", 500, "Something went wrong on our side");
    public static final ProblemType UNAVAILABLE =
            new ProblemType("unavailable", 503, "A part of the platform is away for a moment");

    /** What a status means when nothing more is known. */
    static ProblemType ofStatus(int status) {
        if (status == 501) {
            return METHOD_NOT_ALLOWED;
        }
        return List.of(
                        UNAUTHENTICATED,
                        FORBIDDEN,
                        NOT_FOUND,
                        METHOD_NOT_ALLOWED,
                        NOT_ACCEPTABLE,
                        PAYLOAD_TOO_LARGE,
                        UNSUPPORTED_MEDIA_TYPE,
                        UNAVAILABLE)
                .stream()
                .filter(type -> type.status() == status)
                .findFirst()
                .orElse(status < 500 ? INVALID_REQUEST : INTERNAL_ERROR);
    }

    public String uri() {
        return "/problems/" + name;
    }
}
