package com.sanocrm.messaging.bounce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.MessagingIntegration;
import com.sanocrm.messaging.Neighbours;
import com.sanocrm.messaging.mail.Bounces.Bounce;
import com.sanocrm.messaging.people.ContactPoints;
import com.sanocrm.platform.test.Promise;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MessagingIntegration
@Promise("P-44")
class AddressHealthTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

    @Autowired private Addresses addresses;
    @Autowired private ContactPoints contactPoints;
    private final AccountId person = Neighbours.newAccount();

    @BeforeEach
    void somebodyWithAnAddress() {
        address("old");
    }

    @Test
    void anAddressThatDoesNotExistIsLeftAloneAtOnce() {
        addresses.bounced(bounce(DAY, true, "5.1.1"));

        assertThat(addresses.isUnreachable(person)).isTrue();
    }

    @Test
    void aMailboxThatRefusesOnThreeDaysIsLeftAloneHoweverOftenOneDayIsReported() {
        addresses.bounced(bounce(DAY, true, "5.2.2"));
        addresses.bounced(bounce(DAY, true, "5.2.2"));
        addresses.bounced(bounce(DAY, true, "5.2.2"));
        addresses.bounced(bounce(DAY.plusDays(1), true, "5.2.2"));
        assertThat(addresses.isUnreachable(person)).isFalse();

        addresses.bounced(bounce(DAY.plusDays(2), true, "5.2.2"));

        assertThat(addresses.isUnreachable(person)).isTrue();
    }

    @Test
    void whatIsLongAgoDoesNotCountAndWhatMayPassCountsWhenItWasGivenUpOnFiveDays() {
        addresses.bounced(bounce(DAY.minusDays(40), true, "5.2.2"));
        addresses.bounced(bounce(DAY.minusDays(39), true, "5.2.2"));
        addresses.bounced(bounce(DAY, true, "5.2.2"));
        for (int day = 1; day < 5; day++) {
            addresses.bounced(bounce(DAY.plusDays(day), false, "4.2.2"));
            addresses.bounced(bounce(DAY.plusDays(day), false, "4.4.7"));
        }
        assertThat(addresses.isUnreachable(person)).isFalse();

        addresses.bounced(bounce(DAY.plusDays(5), false, "4.4.7"));

        assertThat(addresses.isUnreachable(person)).isTrue();
    }

    @Test
    void anotherAddressOrAnAnswerFromItBeginsAnew() {
        addresses.bounced(bounce(DAY, true, "5.1.1"));
        address("new");
        assertThat(addresses.isUnreachable(person)).isFalse();
        addresses.bounced(bounce(DAY, true, "5.1.1"));
        assertThat(addresses.isUnreachable(person)).isTrue();

        addresses.reachedAgain(person);

        assertThat(addresses.isUnreachable(person)).isFalse();
    }

    private Bounce bounce(LocalDate sentOn, boolean permanent, String status) {
        return new Bounce(person, Purpose.NEWSLETTER, sentOn, permanent, status, Instant.now());
    }

    private void address(String name) {
        String before = contactPoints.addressIndexOf(person).orElse("");
        Neighbours.contactPoint(person, name + "." + person.value() + "@example.org", "en");
        await().until(
                        () ->
                                contactPoints
                                        .addressIndexOf(person)
                                        .filter(index -> !index.equals(before))
                                        .isPresent());
    }
}
