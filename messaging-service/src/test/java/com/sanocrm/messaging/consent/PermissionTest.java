package com.sanocrm.messaging.consent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.contracts.Purpose;
import com.sanocrm.messaging.Neighbours;
import com.sanocrm.platform.consent.ConsentDecision.Reason;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PermissionTest {
    @Test
    void itIsForOneMailToOnePersonForOnePurpose() {
        var person = Neighbours.newAccount();
        var permission =
                new Permission(person, Purpose.NEWSLETTER, Reason.CHOICE_GRANTED, Instant.MAX);

        assertThat(permission.isFor(person, Purpose.NEWSLETTER)).isTrue();
        assertThat(permission.isFor(person, Purpose.PROMOTIONAL_EMAIL)).isFalse();
        assertThat(permission.isFor(Neighbours.newAccount(), Purpose.NEWSLETTER)).isFalse();
        assertThat(permission.use()).isTrue();
        assertThat(permission.use()).isFalse();
    }
}
