package com.sanocrm.identity.profile;

import com.sanocrm.identity.account.EmailConfirmations;
import com.sanocrm.identity.account.EmailStatus;
import com.sanocrm.platform.page.FormFields;
import com.sanocrm.platform.page.Language;
import com.sanocrm.platform.page.LinkPage;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.security.OpenAccess;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A new address is confirmed by the link of the mail to it: on a page, or as JSON. */
@RestController
@RequestMapping("/api/v1/email-confirmations/{token}")
class EmailConfirmationController {
    private static final LinkPage PAGE = new LinkPage("email");
    private static final String BECAUSE =
            "The token of the mail and the digits that the person was shown are the keys.";
    private static final String CODE = "[0-9]{6}";

    private final EmailConfirmations confirmations;

    EmailConfirmationController(EmailConfirmations confirmations) {
        this.confirmations = confirmations;
    }

    record EmailConfirmation(@NotNull @Pattern(regexp = CODE, message = "six digits") String code) {
        @Override
        public String toString() {
            return "EmailConfirmation[redacted]";
        }
    }

    record Confirmed(EmailStatus emailStatus) {}

    /** Asks, and changes nothing: mail scanners open every link. */
    @GetMapping
    @OpenAccess(because = BECAUSE)
    ResponseEntity<byte[]> ask(@PathVariable String token, HttpServletRequest request) {
        Language language = Language.of(request.getLocales());
        return confirmations.isGood(token)
                ? PAGE.ask(language, "")
                : PAGE.tell(HttpStatus.NOT_FOUND.value(), "unknown", language, "");
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @OpenAccess(because = BECAUSE)
    Confirmed confirm(
            @PathVariable String token, @Valid @RequestBody EmailConfirmation confirmation) {
        return switch (confirmations.confirm(token, confirmation.code())) {
            case CONFIRMED -> new Confirmed(EmailStatus.VERIFIED);
            case WRONG_CODE -> throw ProblemException.invalid("/code", "These are other digits.");
            case UNKNOWN -> throw ProblemException.notFound();
        };
    }

    /** As the page's form sends it. */
    @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    @OpenAccess(because = BECAUSE)
    ResponseEntity<byte[]> confirm(@PathVariable String token, HttpServletRequest request)
            throws IOException {
        Language language = Language.of(request.getLocales());
        String code = FormFields.of(request).getOrDefault("code", "").strip();
        return switch (confirmations.confirm(token, code)) {
            case CONFIRMED -> PAGE.tell(HttpStatus.OK.value(), "done", language, "");
            case WRONG_CODE ->
                    PAGE.tell(HttpStatus.UNPROCESSABLE_CONTENT.value(), "wrong", language, "");
            case UNKNOWN -> PAGE.tell(HttpStatus.NOT_FOUND.value(), "unknown", language, "");
        };
    }
}
