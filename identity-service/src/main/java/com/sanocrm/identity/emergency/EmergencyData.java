package com.sanocrm.identity.emergency;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.export.PortableData;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Who broke the glass to the person's record, as the person is shown it. */
@Component
@Order(3)
class EmergencyData implements PortableData {
    private static final int PAGE = 100;

    private final EmergencyAccesses accesses;

    EmergencyData(EmergencyAccesses accesses) {
        this.accesses = accesses;
    }

    @Override
    public String section() {
        return "emergencyAccesses";
    }

    @Override
    public void records(AccountId person, Consumer<Object> each) {
        List<EmergencyAccess> page = accesses.about(person, null, PAGE);
        while (!page.isEmpty()) {
            page.forEach(one -> each.accept(EmergencyAccessView.withoutWords(one)));
            page = accesses.about(person, page.getLast().id().value(), PAGE);
        }
    }
}
