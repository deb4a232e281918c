package com.sanocrm.messaging.reply;

import static com.sanocrm.platform.security.Role.SUPPORT;

import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.WireName;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.messaging.reply.OptOutRequest.Decided;
import com.sanocrm.messaging.reply.OptOutRequest.State;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.problem.ProblemType;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.web.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Support's work list: answers to mails that need a person to understand them. */
@RestController
@RequestMapping("/api/v1/opt-out-requests")
class OptOutRequestController {
    private static final ProblemType ALREADY_DECIDED =
            new ProblemType("already-decided", 409, "It was decided otherwise before");
    private static final ProblemType NOBODYS =
            new ProblemType("account-unknown", 422, "It is not known whose choice it would be");

    private final OptOutRequests requests;
    private final Letters letters;
    private final AuditTrail trail;
    private final AuditRecords records;
    private final Clock clock;

    OptOutRequestController(
            OptOutRequests requests,
            Letters letters,
            AuditTrail trail,
            AuditRecords records,
            Clock clock) {
        this.requests = requests;
        this.letters = letters;
        this.trail = trail;
        this.records = records;
        this.clock = clock;
    }

    enum Decision implements WireName {
        OPT_OUT("opt-out"),
        DISMISS("dismiss");

        private final String wireName;

        Decision(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }

    /**
     * @param purposes what the person opts out of; the suggested ones if absent
     */
    record DecisionRequest(
            @NotNull Decision decision, @Nullable @Size(min = 1, max = 9) Set<Purpose> purposes) {}

    /** The oldest first. Every text that is shown is recorded before. */
    @GetMapping
    @Access(roles = SUPPORT, action = "opt-out-request.read", resource = "opt-out-request")
    Page<OptOutRequestView> list(
            Caller caller,
            Page.Request page,
            @RequestParam(name = "status", defaultValue = "open") String status) {
        State state =
                Arrays.stream(State.values())
                        .filter(one -> one.wireName().equals(status))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        ProblemException.invalid(
                                                "/status", "open, applied or dismissed."));
        List<OptOutRequest> found = requests.inState(state, page.after(), page.limit() + 1);
        trail.record(
                found.stream()
                        .limit(page.limit())
                        .map(one -> record(caller, "opt-out-request.read", one))
                        .toList());
        return page.page(found, OptOutRequest::id, this::readable);
    }

    /** What is decided once stays; the same decision again gets the same answer. */
    @PostMapping("/{id}/decision")
    @Access(roles = SUPPORT, action = "opt-out-request.decide", resource = "opt-out-request")
    OptOutRequestView decide(
            Caller caller, @PathVariable String id, @Valid @RequestBody DecisionRequest request) {
        OptOutRequest known = requests.find(id).orElseThrow(ProblemException::notFound);
        Set<Purpose> chosen = chosen(request, known);
        AuditRecorded record = record(caller, "opt-out-request.decide", known);
        var now = clock.instant();
        OptOutRequest decided =
                requests.change(
                        id,
                        current ->
                                switch (request.decision() == Decision.OPT_OUT
                                        ? current.optOut(chosen, caller.accountId(), now, record)
                                        : current.dismiss(caller.accountId(), now, record)) {
                                    case Decided.Done(var change) -> change;
                                    case Decided.Otherwise _ ->
                                            throw new ProblemException(
                                                    ALREADY_DECIDED, "Look at its status.");
                                    case Decided.Nobodys _ ->
                                            throw new ProblemException(
                                                    NOBODYS,
                                                    "Find the account and record the choice there.");
                                });
        return OptOutRequestView.from(decided, null);
    }

    private static Set<Purpose> chosen(DecisionRequest request, OptOutRequest known) {
        Set<Purpose> chosen =
                request.purposes() == null
                        ? known.suggested().stream()
                                .flatMap(name -> Purpose.of(name).stream())
                                .collect(Collectors.toUnmodifiableSet())
                        : request.purposes();
        if (request.decision() == Decision.OPT_OUT
                && (chosen.isEmpty()
                        || chosen.stream().anyMatch(one -> one.kind() == Purpose.Kind.ESSENTIAL))) {
            throw ProblemException.invalid("/purposes", "Purposes that a person can choose.");
        }
        return chosen;
    }

    private OptOutRequestView readable(OptOutRequest request) {
        var letter = request.letter();
        return OptOutRequestView.from(
                request, letter == null ? null : letters.open(request.id(), letter));
    }

    private AuditRecorded record(Caller caller, String action, OptOutRequest request) {
        return records.success(
                caller,
                action,
                new Target(
                        null,
                        request.accountId(),
                        "opt-out-request",
                        Objects.requireNonNull(request.id())));
    }
}
