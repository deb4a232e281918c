package com.sanocrm.consent;

import com.sanocrm.platform.test.ArchitectureRules;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ArchitectureTest {
    @Test
    void theHouseRulesHold() {
        ArchitectureRules.verify("com.sanocrm.consent");
    }

    @Test
    void featuresUseEachOthersPublicSideOnly() {
        ApplicationModules.of(ConsentServiceApplication.class).verify();
    }
}
