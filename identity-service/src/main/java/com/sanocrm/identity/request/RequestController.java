package com.sanocrm.identity.request;

import com.sanocrm.contracts.Jurisdiction;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PrivacyRequestId;
import com.sanocrm.identity.account.Account;
import com.sanocrm.identity.account.Accounts;
import com.sanocrm.identity.account.Corrections;
import com.sanocrm.platform.outbox.Stored;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.web.NewResource;
import com.sanocrm.platform.web.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A person demands something by right, sees what becomes of it, and appeals. */
@RestController
@RequestMapping("/api/v1/privacy-requests")
class RequestController {
    static final String READ = "privacy-request.read";
    private static final String RESOURCE = "privacy-request";

    private final PrivacyRequests requests;
    private final Accounts accounts;
    private final Deadlines deadlines;
    private final Views views;
    private final Register register;

    RequestController(
            PrivacyRequests requests,
            Accounts accounts,
            Deadlines deadlines,
            Views views,
            Register register) {
        this.requests = requests;
        this.accounts = accounts;
        this.deadlines = deadlines;
        this.views = views;
        this.register = register;
    }

    /**
     * @param corrections with a correction: what the profile should have; words in the details else
     * @param purposes with an objection: those that are objected to; none for all that can be
     */
    record NewRequest(
            PrivacyRequest.@Nullable Type type,
            @Nullable @Size(max = 2000) String details,
            @Nullable @Valid Corrections corrections,
            @Nullable Set<@NotNull Purpose> purposes) {
        @Override
        public String toString() {
            return "NewRequest[" + type + "]";
        }
    }

    record NewAppeal(@Nullable @Size(max = 2000) String details) {
        @Override
        public String toString() {
            return "NewAppeal[redacted]";
        }
    }

    /** 201, or 200 with the one that is open: a second request for the same is the first one. */
    @PostMapping
    @Access(action = "privacy-request.make", resource = RESOURCE)
    ResponseEntity<RequestView> make(
            @Valid @RequestBody NewRequest asked, NewResource created, Caller caller) {
        PrivacyRequest.Type type = asked.type();
        if (type == null) {
            throw ProblemException.invalid("/type", "What is asked for.");
        }
        AccountId account = caller.accountId();
        Account known =
                accounts.open(account).map(Stored::state).orElseThrow(ProblemException::notFound);
        PrivacyRequestId id = created.id(PrivacyRequestId.PREFIX, PrivacyRequestId::new);
        Optional<PrivacyRequest> there =
                (created.repeat() ? requests.find(id) : Optional.<PrivacyRequest>empty())
                        .or(() -> requests.open(account, type));
        if (there.isPresent()) {
            PrivacyRequest first = there.get();
            register.seen(caller, READ, first);
            return ResponseEntity.status(first.id().equals(id) ? HttpStatus.CREATED : HttpStatus.OK)
                    .body(views.of(first));
        }
        var request =
                PrivacyRequest.received(
                        id,
                        account,
                        type,
                        views.seal(id, account, asked.details()),
                        effect(id, account, type, asked),
                        register.now(),
                        deadlines.of(Jurisdiction.of(known.outline().country()), type));
        PrivacyRequest stored =
                requests.create(
                        request.made(register.done(caller, "privacy-request.make", request)));
        return ResponseEntity.status(HttpStatus.CREATED).body(views.of(stored));
    }

    private @Nullable Effect effect(
            PrivacyRequestId id, AccountId account, PrivacyRequest.Type type, NewRequest asked) {
        Set<Purpose> purposes = asked.purposes();
        if (asked.corrections() != null && type != PrivacyRequest.Type.CORRECTION) {
            throw ProblemException.invalid("/corrections", "Only with a correction.");
        }
        if (purposes != null
                && (type != PrivacyRequest.Type.OBJECTION
                        || purposes.stream()
                                .anyMatch(one -> one.kind() == Purpose.Kind.ESSENTIAL))) {
            throw ProblemException.invalid("/purposes", "Optional ones, with an objection.");
        }
        return switch (type) {
            case CORRECTION -> Effect.correction(views.seal(id, account, asked.corrections()));
            case RESTRICTION -> Effect.asked();
            case OBJECTION -> Effect.objection(purposes == null ? Set.of() : purposes);
            case ACCESS, DELETION, PORTABILITY -> null;
        };
    }

    /** One's own; for those who decide, all of a status. */
    @GetMapping
    @Access(action = READ, resource = RESOURCE)
    Page<RequestView> list(
            @RequestParam(required = false) PrivacyRequest.@Nullable Status status,
            Page.Request page,
            Caller caller) {
        boolean decides = Deciding.decides(caller) && status != null;
        List<PrivacyRequest> found =
                decides && status != null
                        ? requests.in(status, page)
                        : requests.of(caller.accountId(), page);
        register.seen(caller, READ, found);
        return page.page(found, one -> one.id().value(), views::of);
    }

    @GetMapping("/{requestId}")
    @Access(action = READ, resource = RESOURCE)
    RequestView one(@PathVariable PrivacyRequestId requestId, Caller caller) {
        PrivacyRequest request =
                requests.find(requestId)
                        .filter(one -> isOf(caller, one) || Deciding.decides(caller))
                        .orElseThrow(ProblemException::notFound);
        register.seen(caller, READ, request);
        return views.of(request);
    }

    @PostMapping("/{requestId}/appeal")
    @Access(action = "privacy-request.appeal", resource = RESOURCE)
    RequestView appeal(
            @PathVariable PrivacyRequestId requestId,
            @Valid @RequestBody NewAppeal appeal,
            Caller caller) {
        PrivacyRequest request =
                requests.find(requestId)
                        .filter(one -> isOf(caller, one))
                        .orElseThrow(ProblemException::notFound);
        var sealed = views.seal(requestId, request.accountId(), appeal.details());
        var record = register.done(caller, "privacy-request.appeal", request);
        return views.of(
                requests.change(
                        requestId,
                        current ->
                                Deciding.change(current.appealed(sealed, register.now(), record))));
    }

    private static boolean isOf(Caller caller, PrivacyRequest request) {
        return request.accountId().equals(caller.accountId());
    }
}
