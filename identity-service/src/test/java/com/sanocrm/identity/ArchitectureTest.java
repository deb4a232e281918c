package com.sanocrm.identity;

import com.sanocrm.platform.json.WireJson;
import com.sanocrm.platform.test.ArchitectureRules;
import com.sanocrm.platform.test.MassAssignment;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import tools.jackson.databind.json.JsonMapper;

class ArchitectureTest {
    @Test
    void theHouseRulesHold() {
        ArchitectureRules.verify("com.sanocrm.identity");
    }

    @Test
    void featuresUseOnlyWhatOthersOffer() {
        ApplicationModules.of(IdentityApplication.class).verify();
    }

    @Test
    void noStoredFieldIsTakenFromARequest() {
        JsonMapper json = WireJson.mapper();
        MassAssignment.verify(
                "com.sanocrm.identity",
                (body, type) -> json.readValue(body, json.constructType(type)));
    }
}
