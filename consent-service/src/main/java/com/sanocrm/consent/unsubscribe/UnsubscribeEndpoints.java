package com.sanocrm.consent.unsubscribe;

import com.sanocrm.consent.choice.Acknowledgement;
import com.sanocrm.consent.choice.Choices;
import com.sanocrm.consent.choice.Evidence;
import com.sanocrm.consent.choice.PersonConsents;
import com.sanocrm.consent.choice.Statement;
import com.sanocrm.consent.choice.Words;
import com.sanocrm.contracts.Channel;
import com.sanocrm.contracts.Choice;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.crypto.Keysets;
import com.sanocrm.platform.crypto.LinkTokens;
import com.sanocrm.platform.id.Ids;
import com.sanocrm.platform.page.Language;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.problem.ProblemType;
import com.sanocrm.platform.security.OpenAccess;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Opting out without logging in; the token of the mail is the only key. */
@RestController
@RequestMapping("/api/v1/unsubscribe/{token}")
class UnsubscribeEndpoints {
    private static final String NO_LOGIN = "RFC 8058: a mail program posts it, without a session.";

    private final LinkTokens tokens;
    private final PersonConsents people;
    private final Choices choices;
    private final Words words;
    private final AuditRecords auditRecords;
    private final Ids ids;

    UnsubscribeEndpoints(
            Keysets keysets,
            PersonConsents people,
            Choices choices,
            Words words,
            AuditRecords auditRecords,
            Ids ids) {
        this.tokens = new LinkTokens(keysets.aead("unsubscribe"), "unsubscribe");
        this.people = people;
        this.choices = choices;
        this.words = words;
        this.auditRecords = auditRecords;
        this.ids = ids;
    }

    /** Asks, and changes nothing: mail scanners open every link. */
    @GetMapping
    @OpenAccess(because = NO_LOGIN)
    ResponseEntity<byte[]> ask(@PathVariable String token, HttpServletRequest request) {
        return link(token)
                .map(link -> UnsubscribePage.ask(language(request), link.purpose()))
                .orElseGet(() -> notOurs(request));
    }

    /** The same answer whether the account is open, closed or long gone. */
    @PostMapping(
            consumes = {
                MediaType.APPLICATION_FORM_URLENCODED_VALUE,
                MediaType.MULTIPART_FORM_DATA_VALUE
            })
    @OpenAccess(because = NO_LOGIN)
    ResponseEntity<byte[]> unsubscribe(@PathVariable String token, HttpServletRequest request)
            throws IOException {
        Optional<Link> link = link(token);
        if (link.isEmpty()) {
            return notOurs(request);
        }
        if (!OneClick.isIn(request)) {
            throw new ProblemException(
                    ProblemType.VALIDATION_FAILED,
                    "The form must hold List-Unsubscribe=One-Click.");
        }
        return record(link.get(), language(request));
    }

    private ResponseEntity<byte[]> record(Link link, Language language) {
        /* Whose mail it was had an account, whether we have heard of it or not. */
        people.ensure(link.accountId());
        var target = new Target(null, link.accountId(), "consent", link.purpose().wireName());
        var statement =
                new Statement(
                        link.purpose(),
                        Choice.DENIED,
                        Evidence.of(ids.uuid().toString(), Channel.UNSUBSCRIBE_LINK, null),
                        words.in(language.code()));
        Acknowledgement acknowledgement =
                choices.record(
                        link.accountId(),
                        statement,
                        auditRecords.anonymous("consent.unsubscribe", target));
        return switch (acknowledgement) {
            case Acknowledgement.Enforced _ -> UnsubscribePage.done(language, link.purpose());
            case Acknowledgement.Pending _ -> UnsubscribePage.recorded(language, link.purpose());
        };
    }

    private Optional<Link> link(String token) {
        return tokens.open(token).flatMap(Link::parse);
    }

    /** A person sees a page, a program the problem document. */
    private static ResponseEntity<byte[]> notOurs(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        if (accept == null || !accept.contains(MediaType.TEXT_HTML_VALUE)) {
            throw ProblemException.notFound();
        }
        return UnsubscribePage.unknown(language(request));
    }

    private static Language language(HttpServletRequest request) {
        return Language.of(request.getLocales());
    }
}
