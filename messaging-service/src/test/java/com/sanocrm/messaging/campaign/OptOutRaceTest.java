package com.sanocrm.messaging.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.events.AccountChanged;
import com.sanocrm.contracts.events.NewsletterSubscriptionChanged;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.CampaignId;
import com.sanocrm.messaging.MailServer;
import com.sanocrm.messaging.MessagingIntegration;
import com.sanocrm.messaging.Neighbours;
import com.sanocrm.messaging.consent.NewestChoices;
import com.sanocrm.messaging.people.ContactPoints;
import com.sanocrm.mongodb.Soak;
import com.sanocrm.platform.test.Promise;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Opt-outs against the sending of campaigns and of the newsletter, at about the same moment, with a
 * real mail server, store and broker. The server's time of a mail and the broker's time of the
 * acknowledgement are of one clock.
 */
@MessagingIntegration
class OptOutRaceTest {
    private static final int AT_ONCE = 16;
    private static final int SPREAD_MICROS = 40_000;

    @Autowired private CampaignMail mail;
    @Autowired private ContactPoints contactPoints;
    @Autowired private NewestChoices newest;
    private final long seed = Soak.seed();
    private final Random random = new Random(seed);
    private final Map<AccountId, CampaignMail.Result> results = new ConcurrentHashMap<>();
    private final Map<AccountId, Long> denials = new ConcurrentHashMap<>();

    @Test
    @Promise({"P-24", "P-43"})
    void nothingReachesTheMailServerAfterTheAcknowledgement() {
        Neighbours.policy("1", Map.of(Purpose.PROMOTIONAL_EMAIL.wireName(), Choice.GRANTED));
        List<AccountId> patients = people(Purpose.PROMOTIONAL_EMAIL);
        List<AccountId> subscribers = people(Purpose.NEWSLETTER);
        try (var acknowledgements = new AppliedTimes()) {
            race(campaign(Purpose.PROMOTIONAL_EMAIL), patients);
            race(campaign(Purpose.NEWSLETTER), subscribers);

            var all = new ArrayList<>(patients);
            all.addAll(subscribers);
            Map<AccountId, Long> enforced = acknowledgements.of(denials);

            for (AccountId person : all) {
                assertThat(MailServer.receivedAt(address(person)))
                        .as("%s, SANO_SEED=%s", person, seed)
                        .allMatch(received -> received <= enforced.getOrDefault(person, 0L));
            }
        }
        assertThat(results.values()).hasAtLeastOneElementOfType(CampaignMail.Sent.class);
        assertThat(results.values()).hasAtLeastOneElementOfType(CampaignMail.Suppressed.class);
        assertNothingIsSentAnyMore(campaign(Purpose.PROMOTIONAL_EMAIL), patients);
        assertNothingIsSentAnyMore(campaign(Purpose.NEWSLETTER), subscribers);
        subscribers.forEach(OptOutRaceTest::end);
    }

    /* Each denial and the mail to the same person begin within some milliseconds, in any order. */
    private void race(Campaign campaign, List<AccountId> people) {
        var places = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (AccountId person : people) {
                long lead = TimeUnit.MICROSECONDS.toNanos(random.nextInt(SPREAD_MICROS));
                places.acquireUninterruptibly();
                var _ =
                        threads.submit(
                                () ->
                                        denials.put(
                                                person,
                                                Neighbours.consent(
                                                        person,
                                                        campaign.purpose(),
                                                        Choice.DENIED)));
                var _ =
                        threads.submit(
                                () -> {
                                    LockSupport.parkNanos(lead);
                                    results.put(
                                            person,
                                            mail.send(campaign, Recipient.of(campaign, person)));
                                    places.release();
                                });
            }
        }
    }

    private void assertNothingIsSentAnyMore(Campaign campaign, List<AccountId> people) {
        assertThat(people)
                .allSatisfy(
                        person ->
                                assertThat(mail.send(campaign, Recipient.of(campaign, person)))
                                        .isInstanceOf(CampaignMail.Suppressed.class));
    }

    private List<AccountId> people(Purpose purpose) {
        var people = new ArrayList<AccountId>();
        for (int i = 0; i < Soak.count(60, 5_000); i++) {
            var person = Neighbours.newAccount();
            if (purpose == Purpose.NEWSLETTER) {
                Neighbours.subscription(
                        person,
                        NewsletterSubscriptionChanged.Status.CONFIRMED,
                        address(person),
                        "en",
                        Instant.now().truncatedTo(ChronoUnit.MILLIS));
            } else {
                Neighbours.account(
                        person, AccountChanged.Status.ACTIVE, AccountChanged.Role.CLINICIAN, null);
                Neighbours.contactPoint(person, address(person), "en");
            }
            Neighbours.consent(person, purpose, Choice.GRANTED);
            people.add(person);
        }
        people.forEach(
                one ->
                        await().atMost(Duration.ofMinutes(5))
                                .until(() -> contactPoints.addressIndexOf(one).isPresent()));
        await().atMost(Duration.ofMinutes(5))
                .until(() -> newest.haveArrived() && newest.peopleHaveArrived());
        return people;
    }

    /* As consent-service does; and no other test's issue lists them. */
    private static void end(AccountId subscriber) {
        Neighbours.subscription(
                subscriber,
                NewsletterSubscriptionChanged.Status.ENDED,
                address(subscriber),
                "en",
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    private static Campaign campaign(Purpose purpose) {
        return new Campaign(
                new CampaignId(CampaignId.PREFIX + "_" + UUID.randomUUID()),
                null,
                Neighbours.newAccount(),
                purpose,
                "Race",
                "b",
                null,
                Campaign.Status.SENDING,
                Instant.now());
    }

    private static String address(AccountId person) {
        return person.value() + "@race.example.org";
    }
}
