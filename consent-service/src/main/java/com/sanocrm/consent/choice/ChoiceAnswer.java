package com.sanocrm.consent.choice;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * @param evidenceId by which the history has it; its receipt is at {@code receipts/<evidenceId>}
 * @param version of the person's choices
 * @param enforced whether every service acts on it
 * @param pending the services that have not confirmed; absent when enforced
 */
record ChoiceAnswer(
        Purpose purpose,
        Choice decision,
        String evidenceId,
        long version,
        boolean enforced,
        @Nullable Instant enforcedAt,
        @Nullable List<String> pending) {

    static ResponseEntity<ChoiceAnswer> of(Statement statement, Acknowledgement acknowledgement) {
        Purpose purpose = statement.purpose();
        Choice decision = statement.decision();
        String id = statement.evidence().id();
        return switch (acknowledgement) {
            case Acknowledgement.Enforced(long version, Instant at) ->
                    ResponseEntity.ok(
                            new ChoiceAnswer(purpose, decision, id, version, true, at, null));
            case Acknowledgement.Pending(long version, List<String> services) ->
                    ResponseEntity.status(HttpStatus.ACCEPTED)
                            .body(
                                    new ChoiceAnswer(
                                            purpose, decision, id, version, false, null, services));
        };
    }
}
