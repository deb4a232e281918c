package com.sanocrm.gateway;

import com.sanocrm.platform.test.ArchitectureRules;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ArchitectureTest {
    @Test
    void theHouseRulesHold() {
        ArchitectureRules.verify("com.sanocrm.gateway");
        ApplicationModules.of(GatewayApplication.class).verify();
    }
}
