package com.sanocrm.identity;

import com.sanocrm.platform.test.ArchitectureRules;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ArchitectureTest {
    @Test
    void theHouseRulesHold() {
        ArchitectureRules.verify("com.sanocrm.identity");
    }

    @Test
    void featuresUseOnlyWhatOthersOffer() {
        ApplicationModules.of(IdentityApplication.class).verify();
    }
}
