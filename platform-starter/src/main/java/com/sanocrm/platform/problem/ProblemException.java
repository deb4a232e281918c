package com.sanocrm.platform.problem;

import java.util.List;

/**
 * Ends a request with a problem document. Its texts are ours: no value of the request is repeated
 * in them.
 */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ProblemType type;
    private final String detail;
    private final transient List<FieldProblem> errors;

    /**
     * @param pointer where the value is (JSON Pointer, RFC 6901)
     * @param detail what is wrong, without the value
     */
    public record FieldProblem(String pointer, String detail) {}

    public ProblemException(ProblemType type, String detail) {
        this(type, detail, List.of());
    }

    public ProblemException(ProblemType type, String detail, List<FieldProblem> errors) {
        super(detail, null, false, false);
        this.type = type;
        this.detail = detail;
        this.errors = List.copyOf(errors);
    }

    /** Neither says whether the resource exists: another's and none look the same. */
    public static ProblemException notFound() {
        return new ProblemException(
                ProblemType.NOT_FOUND, "It does not exist, or it is not yours to see.");
    }

    public static ProblemException invalid(String pointer, String detail) {
        return new ProblemException(
                ProblemType.VALIDATION_FAILED,
                "See errors for the values to change.",
                List.of(new FieldProblem(pointer, detail)));
    }

    public ProblemType type() {
        return type;
    }

    public String detail() {
        return detail;
    }

    public List<FieldProblem> errors() {
        return errors;
    }
}
