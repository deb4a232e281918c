package com.sanocrm.identity.child;

import com.sanocrm.platform.page.FormFields;
import com.sanocrm.platform.page.Language;
import com.sanocrm.platform.page.LinkPage;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.security.OpenAccess;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A parent answers by the link of a mail: on a page, or as JSON. It says nothing of the child. */
@RestController
@RequestMapping("/api/v1/parent-verifications/{token}")
class ParentController {
    private static final LinkPage PAGE = new LinkPage("parent");
    private static final String BECAUSE = "The token of the mail is the only key.";

    private final CaseDesk desk;
    private final CaseAudit audit;
    private final Validator validator;
    private final JsonMapper json;

    ParentController(CaseDesk desk, CaseAudit audit, Validator validator, JsonMapper json) {
        this.desk = desk;
        this.audit = audit;
        this.validator = validator;
        this.json = json;
    }

    record Received(String status) {}

    /** Asks, and changes nothing: mail scanners open every link. */
    @GetMapping
    @OpenAccess(because = BECAUSE)
    ResponseEntity<byte[]> ask(@PathVariable String token, HttpServletRequest request) {
        Language language = Language.of(request.getLocales());
        return desk.askedBy(token).isPresent()
                ? PAGE.ask(language, "")
                : PAGE.tell(HttpStatus.NOT_FOUND.value(), "unknown", language, "");
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @OpenAccess(because = BECAUSE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Received answer(@PathVariable String token, @Valid @RequestBody ParentAnswer answer) {
        return take(token, answer)
                .map(_ -> new Received("received"))
                .orElseThrow(ProblemException::notFound);
    }

    /** As the page's form sends it. */
    @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    @OpenAccess(because = BECAUSE)
    ResponseEntity<byte[]> answer(@PathVariable String token, HttpServletRequest request)
            throws IOException {
        Language language = Language.of(request.getLocales());
        Optional<ParentAnswer> answer = read(FormFields.of(request));
        if (answer.isEmpty()) {
            return PAGE.tell(HttpStatus.UNPROCESSABLE_CONTENT.value(), "incomplete", language, "");
        }
        return take(token, answer.get()).isPresent()
                ? PAGE.tell(HttpStatus.ACCEPTED.value(), "done", language, "")
                : PAGE.tell(HttpStatus.NOT_FOUND.value(), "unknown", language, "");
    }

    private Optional<ChildCase> take(String token, ParentAnswer answer) {
        return desk.answer(
                token,
                answer,
                of -> audit.anonymous("child-report.answer", of.id(), of.accountId()));
    }

    /** A form has text only, where the JSON has a boolean. */
    private Optional<ParentAnswer> read(Map<String, String> form) {
        try {
            var object = json.createObjectNode();
            form.forEach(object::put);
            object.put("consents", Boolean.parseBoolean(form.get("consents")));
            ParentAnswer answer = json.treeToValue(object, ParentAnswer.class);
            return form.containsKey("consents") && validator.validate(answer).isEmpty()
                    ? Optional.of(answer)
                    : Optional.empty();
        } catch (JacksonException noForm) {
            return Optional.empty();
        }
    }
}
