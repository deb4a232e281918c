package com.sanocrm.consent.choice;

import com.sanocrm.contracts.Channel;
import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.security.Role;
import com.sanocrm.platform.web.NewResource;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Opt-outs that reached a person of ours. */
@RestController
class SupportEndpoints {
    private final Choices choices;
    private final Words words;
    private final ConsentAudit audit;

    SupportEndpoints(Choices choices, Words words, ConsentAudit audit) {
        this.choices = choices;
        this.words = words;
        this.audit = audit;
    }

    /**
     * @param channel by which it reached support; its own is {@code support} in the evidence
     * @param reference to the letter or call: a ticket's number, never words about a person
     */
    record OptOut(
            @NotNull Choice decision,
            @NotNull Medium channel,
            @NotNull
                    @Pattern(
                            regexp = "[A-Za-z0-9][A-Za-z0-9._/#-]{0,63}",
                            message = "a ticket's number, without spaces")
                    String reference) {}

    /** Nobody can grant for another: what is granted, the person grants. */
    @PostMapping("/api/v1/consents/{accountId}/{purpose}")
    @Access(roles = Role.SUPPORT, action = "consent.change", resource = "consent")
    ResponseEntity<ChoiceAnswer> optOut(
            @PathVariable AccountId accountId,
            @PathVariable String purpose,
            @Valid @RequestBody OptOut request,
            Caller caller,
            NewResource created) {
        Purpose chosen = ChosenPurpose.of(purpose);
        if (request.decision() != Choice.DENIED) {
            throw ProblemException.invalid("/decision", "Support can record a denial only.");
        }
        var evidence =
                new Evidence(
                        created.uuid().toString(),
                        Channel.SUPPORT,
                        request.channel(),
                        caller.accountId(),
                        request.reference());
        var statement = new Statement(chosen, Choice.DENIED, evidence, words.in(null));
        return ChoiceAnswer.of(
                statement,
                choices.record(accountId, statement, audit.changed(caller, accountId, chosen)));
    }
}
