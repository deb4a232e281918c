package com.sanocrm.consent.policy;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.platform.security.OpenAccess;
import java.util.Arrays;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PurposeEndpoints {
    private final Policies policies;

    PurposeEndpoints(Policies policies) {
        this.policies = policies;
    }

    /**
     * @param withoutChoice what holds as long as the person has chosen nothing
     */
    record PurposeView(
            Purpose purpose,
            boolean essential,
            Choice withoutChoice,
            boolean yieldsToBrowserSignal) {
        static PurposeView from(Purpose purpose, Policy policy) {
            return new PurposeView(
                    purpose,
                    purpose.kind() == Purpose.Kind.ESSENTIAL,
                    switch (purpose.kind()) {
                        case ESSENTIAL -> Choice.GRANTED;
                        case OPT_IN -> Choice.DENIED;
                        case POLICY_DEFAULT ->
                                policy.defaults().getOrDefault(purpose.wireName(), Choice.DENIED);
                    },
                    purpose.yieldsToBrowserSignal());
        }
    }

    record Catalogue(String policyVersion, List<PurposeView> items) {}

    @GetMapping("/api/v1/purposes")
    @OpenAccess(because = "Everybody may read what data is used for before giving any.")
    Catalogue purposes() {
        Policy policy = policies.inForce();
        return new Catalogue(
                policy.version(),
                Arrays.stream(Purpose.values())
                        .map(purpose -> PurposeView.from(purpose, policy))
                        .toList());
    }
}
