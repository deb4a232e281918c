package com.sanocrm.platform.web;

import com.mongodb.MongoException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.sanocrm.platform.audit.AuditTrail.AuditUnavailableException;
import com.sanocrm.platform.crypto.ErasedException;
import com.sanocrm.platform.problem.ProblemDocument;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.problem.ProblemException.FieldProblem;
import com.sanocrm.platform.problem.ProblemType;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.ConstraintViolationException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Every error of every endpoint as a problem document. Refusals are recorded before they are
 * answered.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class ProblemAnswers {
    private static final Logger log = LoggerFactory.getLogger(ProblemAnswers.class);

    private final ObjectProvider<RefusedAccess> refused;

    /**
     * @param refused absent at the gateway, which holds no personal data
     */
    public ProblemAnswers(ObjectProvider<RefusedAccess> refused) {
        this.refused = refused;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDocument> problem(
            ProblemException problem, @Nullable HandlerMethod method, WebRequest request) {
        if (problem.type().equals(ProblemType.FORBIDDEN)
                || problem.type().equals(ProblemType.NOT_FOUND)) {
            try {
                refused.ifAvailable(records -> records.record(method, request));
            } catch (AuditUnavailableException unrecorded) {
                return unavailable(unrecorded);
            }
        }
        return ProblemDocument.answer(problem.type(), problem.detail(), problem.errors());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDocument> unreadable(HttpMessageNotReadableException failure) {
        return switch (failure.getCause()) {
            case UnrecognizedPropertyException unknown ->
                    refuse(
                            ProblemType.INVALID_REQUEST,
                            pointer(unknown),
                            "There is no such field.");
            case InvalidFormatException value when value.getValue() instanceof String ->
                    refuse(
                            ProblemType.VALIDATION_FAILED,
                            pointer(value),
                            "Not one of the values of this field.");
            case MismatchedInputException type ->
                    refuse(
                            ProblemType.INVALID_REQUEST,
                            pointer(type),
                            "The value is missing or of another type.");
            case DatabindException invalid ->
                    refuse(
                            ProblemType.VALIDATION_FAILED,
                            pointer(invalid),
                            "The value is not allowed.");
            case null, default ->
                    ProblemDocument.answer(
                            ProblemType.INVALID_REQUEST, "The body is not well-formed JSON.");
        };
    }

    @ExceptionHandler
    ResponseEntity<ProblemDocument> invalid(MethodArgumentNotValidException failure) {
        return ProblemDocument.answer(
                ProblemType.VALIDATION_FAILED,
                "See errors for the values to change.",
                failure.getBindingResult().getFieldErrors().stream()
                        .map(ProblemAnswers::fieldProblem)
                        .toList());
    }

    @ExceptionHandler({HandlerMethodValidationException.class, ConstraintViolationException.class})
    ResponseEntity<ProblemDocument> invalidParameter() {
        return ProblemDocument.answer(
                ProblemType.VALIDATION_FAILED, "A parameter of the request is not allowed.");
    }

    @ExceptionHandler({
        MethodArgumentTypeMismatchException.class,
        ServletRequestBindingException.class
    })
    ResponseEntity<ProblemDocument> unreadableParameter(
            @Nullable HandlerMethod method, WebRequest request, Exception failure) {
        if (failure instanceof MethodArgumentTypeMismatchException mismatch
                && mismatch.getParameter()
                        .hasParameterAnnotation(
                                org.springframework.web.bind.annotation.PathVariable.class)) {
            return problem(ProblemException.notFound(), method, request);
        }
        return ProblemDocument.answer(
                ProblemType.INVALID_REQUEST, "A parameter of the request cannot be read.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDocument> mediaType(HttpMediaTypeNotSupportedException failure) {
        return ProblemDocument.answer(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send application/json.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDocument> notAcceptable(HttpMediaTypeNotAcceptableException failure) {
        return ProblemDocument.answer(ProblemType.NOT_ACCEPTABLE, "Ask for application/json.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDocument> method(HttpRequestMethodNotSupportedException failure) {
        return ProblemDocument.answer(
                ProblemType.METHOD_NOT_ALLOWED, "See the API's description at /docs.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDocument> tooLarge(MaxUploadSizeExceededException failure) {
        return ProblemDocument.answer(
                ProblemType.PAYLOAD_TOO_LARGE, "An attachment may have 10 MiB.");
    }

    @ExceptionHandler({NoHandlerFoundException.class, NoResourceFoundException.class})
    ResponseEntity<ProblemDocument> nothingThere() {
        return ProblemDocument.answer(ProblemType.NOT_FOUND, "See the API's description at /docs.");
    }

    @ExceptionHandler({MongoTimeoutException.class, MongoSocketException.class})
    ResponseEntity<ProblemDocument> storeAway(MongoException failure) {
        return unavailable(failure);
    }

    /** What was of an erased person does not exist, though its clean-up may be under way. */
    @ExceptionHandler
    ResponseEntity<ProblemDocument> erased(
            ErasedException gone, @Nullable HandlerMethod method, WebRequest request) {
        return problem(ProblemException.notFound(), method, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDocument> auditAway(AuditUnavailableException failure) {
        return unavailable(failure);
    }

    /**
     * Leaves to the container what can no longer be answered: it cuts the connection, so that
     * nobody takes a part of an answer for the whole.
     */
    @ExceptionHandler
    ResponseEntity<ProblemDocument> bug(Exception failure, HttpServletResponse response)
            throws Exception {
        if (response.isCommitted() || failure instanceof IOException) {
            throw failure;
        }
        log.atError().setCause(failure).log("A request failed by a fault of ours");
        return ProblemDocument.answer(
                ProblemType.INTERNAL_ERROR, "Tell the operator the trace id.");
    }

    private static ResponseEntity<ProblemDocument> unavailable(Exception failure) {
        log.atWarn()
                .addKeyValue("failure", failure.getClass().getSimpleName())
                .log("A request was refused because a part is away");
        return ProblemDocument.answer(
                ProblemType.UNAVAILABLE, "Nothing was done. Try again in a few seconds.");
    }

    private static ResponseEntity<ProblemDocument> refuse(
            ProblemType type, String pointer, String detail) {
        return ProblemDocument.answer(
                type, "See errors for what to change.", List.of(new FieldProblem(pointer, detail)));
    }

    private static FieldProblem fieldProblem(FieldError error) {
        String message = error.getDefaultMessage();
        return new FieldProblem(
                "/" + error.getField().replace('.', '/').replace("[", "/").replace("]", ""),
                message == null ? "not allowed" : message);
    }

    private static String pointer(DatabindException failure) {
        var pointer = new StringBuilder();
        failure.getPath()
                .forEach(
                        step ->
                                pointer.append('/')
                                        .append(
                                                step.getPropertyName() != null
                                                        ? step.getPropertyName()
                                                                .replace("~", "~0")
                                                                .replace("/", "~1")
                                                        : step.getIndex()));
        return pointer.toString();
    }
}
