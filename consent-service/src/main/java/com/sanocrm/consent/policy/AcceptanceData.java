package com.sanocrm.consent.policy;

import com.sanocrm.contracts.Channel;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.export.PortableData;
import java.time.Instant;
import java.util.function.Consumer;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Which versions of the policy the person accepted. */
@Component
@Order(2)
class AcceptanceData implements PortableData {
    private final Acceptances acceptances;

    AcceptanceData(Acceptances acceptances) {
        this.acceptances = acceptances;
    }

    record AcceptedVersion(String policyVersion, Channel channel, Instant acceptedAt) {}

    @Override
    public String section() {
        return "policyAcceptances";
    }

    @Override
    public void records(AccountId person, Consumer<Object> each) {
        acceptances
                .of(person)
                .forEach(
                        one ->
                                each.accept(
                                        new AcceptedVersion(
                                                one.policyVersion(),
                                                one.channel(),
                                                one.acceptedAt())));
    }
}
