package com.sanocrm.platform.problem;

import com.sanocrm.platform.problem.ProblemException.FieldProblem;
import com.sanocrm.platform.trace.Traces;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The wire form of an error, RFC 9457. */
public record ProblemDocument(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        @Nullable List<FieldProblem> errors) {
    static final String RETRY_AFTER_SECONDS = "2";

    public static ProblemDocument of(ProblemType type, String detail, List<FieldProblem> errors) {
        return new ProblemDocument(
                type.uri(),
                type.title(),
                type.status(),
                detail,
                "/traces/" + Traces.currentTraceId(),
                errors.isEmpty() ? null : errors);
    }

    public static ResponseEntity<ProblemDocument> answer(ProblemType type, String detail) {
        return answer(type, detail, List.of());
    }

    public static ResponseEntity<ProblemDocument> answer(
            ProblemType type, String detail, List<FieldProblem> errors) {
        var answer =
                ResponseEntity.status(type.status())
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                        .cacheControl(org.springframework.http.CacheControl.noStore());
        if (type.status() == 503) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        if (type.status() == 401) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return answer.body(of(type, detail, errors));
    }
}
