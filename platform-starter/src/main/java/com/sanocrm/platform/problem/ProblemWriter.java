package com.sanocrm.platform.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/** Answers with a problem document where no controller is: in filters. */
public final class ProblemWriter {
    private final JsonMapper json;

    public ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    /** Completes the answer; the caller goes no further. */
    public void write(HttpServletResponse response, ProblemType type, String detail)
            throws IOException {
        ResponseEntity<ProblemDocument> answer = ProblemDocument.answer(type, detail);
        response.setStatus(type.status());
        answer.getHeaders().forEach((name, values) -> response.setHeader(name, values.getFirst()));
        json.writeValue(response.getOutputStream(), answer.getBody());
    }
}
