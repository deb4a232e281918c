package com.sanocrm.messaging;

import com.sanocrm.platform.test.ArchitectureRules;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ArchitectureTest {
    @Test
    void theHouseRulesHold() {
        ArchitectureRules.verify("com.sanocrm.messaging");
    }

    @Test
    void featuresUseOnlyWhatOthersOffer() {
        ApplicationModules.of(MessagingApplication.class).verify();
    }
}
