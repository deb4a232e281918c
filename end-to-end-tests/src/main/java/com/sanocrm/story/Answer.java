package com.sanocrm.story;

import java.net.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

/** An answer of the gateway. */
public record Answer(int status, JsonNode body, HttpHeaders headers) {
    /** This answer, if it has the status. */
    public Answer expect(int wanted, String what) {
        Checks.demand(
                status == wanted,
                "%s: expected %d, got %d %s".formatted(what, wanted, status, body));
        return this;
    }

    /** This answer, if it is that problem. */
    public Answer expectProblem(int wanted, String name, String what) {
        expect(wanted, what);
        Checks.demand(
                ("/problems/" + name).equals(text("type")),
                "%s: expected /problems/%s, got %s".formatted(what, name, body));
        return this;
    }

    public String text(String field) {
        return body.path(field).asString("");
    }
}
