package com.sanocrm.consent.recipient;

import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.events.Event;
import com.sanocrm.contracts.id.RecipientId;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.problem.ProblemType;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.security.Role;
import com.sanocrm.platform.web.NewResource;
import com.sanocrm.platform.web.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/recipients")
class RecipientEndpoints {
    private static final String OF_NOBODY = "organisations are no persons";
    private static final ProblemType CONTRACT_REQUIRED =
            new ProblemType("contract-required", 422, "No recipient without a contract");
    private static final String TEXT = "[^\\p{Cntrl}]{1,200}";
    private static final String TEXT_SAYS = "1 to 200 characters without control characters";

    private final Recipients recipients;
    private final AuditRecords auditRecords;

    RecipientEndpoints(Recipients recipients, AuditRecords auditRecords) {
        this.recipients = recipients;
        this.auditRecords = auditRecords;
    }

    record NewContract(
            @NotNull LocalDate signedOn,
            @NotNull @Pattern(regexp = TEXT, message = TEXT_SAYS) String signatory,
            @NotNull @Pattern(regexp = TEXT, message = TEXT_SAYS) String reference,
            @NotEmpty Set<@NotNull Purpose> purposes,
            @Nullable LocalDate runsUntil) {
        RegisteredRecipient.Contract asSigned() {
            return new RegisteredRecipient.Contract(
                    signedOn, signatory, reference, purposes, runsUntil);
        }
    }

    record NewRecipient(
            @NotNull @Pattern(regexp = TEXT, message = TEXT_SAYS) String name,
            @NotNull @Pattern(regexp = "[A-Z]{2}", message = "as in ISO 3166-1 alpha-2: AE")
                    String country,
            @Nullable @Valid NewContract contract) {}

    /**
     * @param bound whether the contract runs today; without that nothing is disclosed
     */
    record RecipientView(
            RecipientId recipientId,
            String name,
            String country,
            RegisteredRecipient.Contract contract,
            boolean bound,
            @Nullable Instant endedAt) {}

    /** No recipient without a contract. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Access(roles = Role.COMPLIANCE, action = "recipient.register", resource = "recipient")
    RecipientView register(
            @Valid @RequestBody NewRecipient asked, NewResource created, Caller caller) {
        NewContract contract = asked.contract();
        if (contract == null) {
            throw new ProblemException(
                    CONTRACT_REQUIRED, "Name the contract, its purposes and its signatory.");
        }
        if (contract.signedOn().isAfter(recipients.today())) {
            throw ProblemException.invalid("/contract/signedOn", "Not in the future.");
        }
        if (contract.runsUntil() != null && contract.runsUntil().isBefore(contract.signedOn())) {
            throw ProblemException.invalid("/contract/runsUntil", "Not before it was signed.");
        }
        if (!Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).contains(asked.country())) {
            throw ProblemException.invalid("/country", "A code of ISO 3166-1 alpha-2.");
        }
        var id = created.id(RecipientId.PREFIX, RecipientId::new);
        return view(
                recipients.register(
                        new RegisteredRecipient(
                                id, asked.name(), asked.country(), contract.asSigned(), null),
                        audit(caller, "recipient.register", id)));
    }

    /** In the order of their registration, those without a running contract too. */
    @GetMapping
    @Access(
            roles = Role.COMPLIANCE,
            action = "recipient.read",
            resource = "recipient",
            unrecorded = OF_NOBODY)
    Page<RecipientView> registry(Page.Request page) {
        return page.page(
                recipients.after(page.after(), page.limit() + 1),
                recipient -> recipient.recipientId().value(),
                this::view);
    }

    @GetMapping("/{recipientId}")
    @Access(
            roles = Role.COMPLIANCE,
            action = "recipient.read",
            resource = "recipient",
            unrecorded = OF_NOBODY)
    RecipientView recipient(@PathVariable RecipientId recipientId) {
        return view(recipients.find(recipientId).orElseThrow(ProblemException::notFound));
    }

    /** Ends the contract: from now on nothing is disclosed. The entry stays. */
    @DeleteMapping("/{recipientId}/contract")
    @Access(roles = Role.COMPLIANCE, action = "recipient.end", resource = "recipient")
    RecipientView end(@PathVariable RecipientId recipientId, Caller caller) {
        return view(recipients.end(recipientId, audit(caller, "recipient.end", recipientId)));
    }

    private RecipientView view(RegisteredRecipient recipient) {
        return new RecipientView(
                recipient.recipientId(),
                recipient.name(),
                recipient.country(),
                recipient.contract(),
                recipients.isBound(recipient),
                recipient.endedAt());
    }

    private Event audit(Caller caller, String action, RecipientId id) {
        return auditRecords.success(
                caller, action, new Target(null, null, "recipient", id.value()));
    }
}
