package com.sanocrm.consent.choice;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.consent.ConsentServiceTest;
import com.sanocrm.consent.Neighbours;
import com.sanocrm.platform.test.Promise;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ConsentServiceTest
class EnforcementProbeTest {
    @Autowired private EnforcementProbe probe;
    @Autowired private Neighbours neighbours;
    @Autowired private PersonConsents people;
    @Autowired private MeterRegistry meters;

    @AfterEach
    void everyServiceEnforces() {
        neighbours.enforcing(Neighbours.ALL);
    }

    @Test
    @Promise("P-24")
    void measuresWhatAChoiceWouldTakeAndLeavesNoChoice() {
        neighbours.enforcing(Neighbours.ALL);
        long before = meters.get("sano.consent.probe").timer().count();

        probe.measure();
        probe.measure();

        var timer = meters.get("sano.consent.probe").timer();
        assertThat(timer.count()).isEqualTo(before + 2);
        assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isPositive();
        assertThat(meters.get("sano.consent.probe.behind").gauge().value()).isZero();
        var nobody = people.find(EnforcementProbe.NOBODY).orElseThrow();
        assertThat(nobody.history()).isEqualTo(History.EMPTY);
        assertThat(nobody.unconfirmedSince()).isNull();
    }

    @Test
    @Promise("P-24")
    void showsThatAServiceDoesNotEnforceInTime() {
        neighbours.enforcing(Set.of("messaging-service"));
        long before = meters.get("sano.consent.probe").timer().count();

        probe.measure();

        assertThat(meters.get("sano.consent.probe.behind").gauge().value()).isEqualTo(1);
        assertThat(meters.get("sano.consent.probe").timer().count()).isEqualTo(before);
    }
}
