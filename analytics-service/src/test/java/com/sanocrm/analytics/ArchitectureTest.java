package com.sanocrm.analytics;

import com.sanocrm.platform.test.ArchitectureRules;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ArchitectureTest {
    @Test
    void theHouseRulesHold() {
        ArchitectureRules.verify("com.sanocrm.analytics");
    }

    @Test
    void featuresUseEachOthersPublicSideOnly() {
        ApplicationModules.of(AnalyticsServiceApplication.class).verify();
    }
}
