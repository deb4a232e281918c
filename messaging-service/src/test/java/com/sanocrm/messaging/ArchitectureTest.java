package com.sanocrm.messaging;

import com.sanocrm.platform.json.WireJson;
import com.sanocrm.platform.test.ArchitectureRules;
import com.sanocrm.platform.test.MassAssignment;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import tools.jackson.databind.json.JsonMapper;

class ArchitectureTest {
    @Test
    void theHouseRulesHold() {
        ArchitectureRules.verify("com.sanocrm.messaging");
    }

    @Test
    void featuresUseOnlyWhatOthersOffer() {
        ApplicationModules.of(MessagingApplication.class).verify();
    }

    @Test
    void noStoredFieldIsTakenFromARequest() {
        JsonMapper json = WireJson.mapper();
        MassAssignment.verify(
                "com.sanocrm.messaging",
                (body, type) -> json.readValue(body, json.constructType(type)));
    }
}
