package com.sanocrm.consent;

import com.sanocrm.platform.json.WireJson;
import com.sanocrm.platform.test.ArchitectureRules;
import com.sanocrm.platform.test.MassAssignment;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import tools.jackson.databind.json.JsonMapper;

class ArchitectureTest {
    @Test
    void theHouseRulesHold() {
        ArchitectureRules.verify("com.sanocrm.consent");
    }

    @Test
    void featuresUseEachOthersPublicSideOnly() {
        ApplicationModules.of(ConsentServiceApplication.class).verify();
    }

    @Test
    void noStoredFieldIsTakenFromARequest() {
        JsonMapper json = WireJson.mapper();
        MassAssignment.verify(
                "com.sanocrm.consent",
                (body, type) -> json.readValue(body, json.constructType(type)));
    }
}
