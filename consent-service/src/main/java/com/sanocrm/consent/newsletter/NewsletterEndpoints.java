package com.sanocrm.consent.newsletter;

import com.sanocrm.consent.choice.Acknowledgement;
import com.sanocrm.platform.crypto.Sensitive;
import com.sanocrm.platform.page.Language;
import com.sanocrm.platform.page.LinkPage;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.problem.ProblemType;
import com.sanocrm.platform.security.OpenAccess;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
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

/** Double opt-in: an address is entered, and confirmed from its mailbox. */
@RestController
@RequestMapping("/api/v1/newsletter")
class NewsletterEndpoints {
    private static final ProblemType EXPIRED =
            new ProblemType("confirmation-expired", 410, "The request can no longer be confirmed");
    private static final LinkPage PAGE = new LinkPage("newsletter");
    private static final String EMAIL =
            "(?=.{3,254}$)(?=[^@]{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])";

    private final Newsletter newsletter;
    private final ConfirmationToken tokens;

    NewsletterEndpoints(Newsletter newsletter, ConfirmationToken tokens) {
        this.newsletter = newsletter;
        this.tokens = tokens;
    }

    /**
     * @param language of the mails; English when absent
     */
    record NewSubscription(
            @NotNull @Pattern(regexp = EMAIL, message = "an e-mail address") String email,
            @Nullable @Pattern(regexp = "en|ar", message = "en or ar") String language) {
        @Override
        public String toString() {
            return "NewSubscription[redacted]";
        }
    }

    /** The same for every address. */
    record Asked(String status) {}

    record Confirmed(String status, boolean enforced) {}

    @PostMapping("/subscriptions")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @OpenAccess(because = "The newsletter is for everybody.")
    Asked subscribe(@Valid @RequestBody NewSubscription request) {
        newsletter.ask(
                new Sensitive(request.email()),
                request.language() == null ? "en" : request.language());
        return new Asked("confirmation-asked");
    }

    /** Asks, and changes nothing: mail scanners open every link. */
    @GetMapping("/confirmations/{token}")
    @OpenAccess(because = "The token of the mail is the only key.")
    ResponseEntity<byte[]> ask(@PathVariable String token, HttpServletRequest request) {
        Language language = language(request);
        return tokens.open(token)
                .map(
                        content ->
                                newsletter.canConfirm(content)
                                        ? PAGE.ask(language, "")
                                        : PAGE.tell(EXPIRED.status(), "expired", language, ""))
                .orElseGet(() -> PAGE.tell(HttpStatus.NOT_FOUND.value(), "unknown", language, ""));
    }

    @PostMapping("/confirmations/{token}")
    @OpenAccess(because = "The token of the mail is the only key.")
    ResponseEntity<?> confirm(@PathVariable String token, HttpServletRequest request) {
        Optional<ConfirmationToken.Content> content = tokens.open(token);
        if (content.isEmpty()) {
            return refused(request, ProblemType.NOT_FOUND, "unknown");
        }
        return newsletter
                .confirm(content.get())
                .<ResponseEntity<?>>map(acknowledgement -> confirmed(request, acknowledgement))
                .orElseGet(() -> refused(request, EXPIRED, "expired"));
    }

    private static ResponseEntity<?> confirmed(
            HttpServletRequest request, Acknowledgement acknowledgement) {
        boolean enforced =
                switch (acknowledgement) {
                    case Acknowledgement.Enforced _ -> true;
                    case Acknowledgement.Pending _ -> false;
                };
        if (wantsPage(request)) {
            return PAGE.tell(HttpStatus.OK.value(), "done", language(request), "");
        }
        return ResponseEntity.status(enforced ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .body(new Confirmed("confirmed", enforced));
    }

    /** A person sees a page, a program the problem document. */
    private static ResponseEntity<?> refused(
            HttpServletRequest request, ProblemType type, String page) {
        if (wantsPage(request)) {
            return PAGE.tell(type.status(), page, language(request), "");
        }
        throw new ProblemException(type, type.title() + ".");
    }

    private static boolean wantsPage(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains(MediaType.TEXT_HTML_VALUE);
    }

    private static Language language(HttpServletRequest request) {
        return Language.of(request.getLocales());
    }
}
