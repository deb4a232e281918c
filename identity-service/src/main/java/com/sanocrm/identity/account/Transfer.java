package com.sanocrm.identity.account;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.problem.ProblemType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** No data of somebody outside the home country without consent to the transfer. */
public final class Transfer {
    static final String PURPOSE = Purpose.CROSS_BORDER_TRANSFER.wireName();
    private static final String HOME = "AE";
    private static final ProblemType CONSENT_REQUIRED =
            new ProblemType(
                    "transfer-consent-required",
                    422,
                    "Data may leave the country only with consent");

    private Transfer() {}

    /**
     * @throws ProblemException unless the address is at home, unknown, or the transfer granted
     */
    public static void require(@Nullable Address address, Map<String, Choice> choices) {
        if (address != null
                && !address.country().equals(HOME)
                && choices.get(PURPOSE) != Choice.GRANTED) {
            throw new ProblemException(
                    CONSENT_REQUIRED, "Grant cross-border-transfer to be served abroad.");
        }
    }
}
