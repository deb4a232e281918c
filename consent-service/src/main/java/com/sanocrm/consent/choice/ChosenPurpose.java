package com.sanocrm.consent.choice;

import com.sanocrm.contracts.Purpose;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.problem.ProblemType;

/** The purpose that a path names. */
final class ChosenPurpose {
    private ChosenPurpose() {}

    /**
     * @throws ProblemException 404 for a purpose that is none, 422 for one without a choice
     */
    static Purpose of(String wireName) {
        Purpose purpose = Purpose.of(wireName).orElseThrow(ProblemException::notFound);
        return switch (purpose.kind()) {
            case ESSENTIAL ->
                    throw new ProblemException(
                            ProblemType.VALIDATION_FAILED,
                            "This purpose is the service itself; it ends with the account.");
            case OPT_IN, POLICY_DEFAULT -> purpose;
        };
    }
}
