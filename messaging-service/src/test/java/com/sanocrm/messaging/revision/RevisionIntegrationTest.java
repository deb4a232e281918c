package com.sanocrm.messaging.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.events.AccountChanged.Role;
import com.sanocrm.contracts.events.AccountChanged.Status;
import com.sanocrm.contracts.events.NewsletterSubscriptionChanged;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.MailServer;
import com.sanocrm.messaging.MessagingIntegration;
import com.sanocrm.messaging.Neighbours;
import com.sanocrm.messaging.people.ContactPoints;
import com.sanocrm.messaging.people.People;
import com.sanocrm.platform.test.Promise;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MessagingIntegration
@Promise("P-41")
class RevisionIntegrationTest {
    private static final String SUBJECT = "Our privacy policy has changed";

    @Autowired private ContactPoints contactPoints;
    @Autowired private People people;
    @Autowired private Revisions revisions;
    @Autowired private RevisionNotices listed;
    private final String version = "v-" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void aPolicyIsInForce() {
        Neighbours.policy("1", Map.of(Purpose.PROMOTIONAL_EMAIL.wireName(), Choice.GRANTED));
    }

    @Test
    @Promise("P-28")
    void aMaterialChangeIsToldToEveryAccountOnceWhateverItOptedOutOf() throws Exception {
        var patient = account(Status.ACTIVE, Role.PATIENT, "1");
        for (Purpose purpose : List.of(Purpose.PROMOTIONAL_EMAIL, Purpose.NEWSLETTER)) {
            Neighbours.consent(patient, purpose, Choice.DENIED);
        }
        var clinician = account(Status.ACTIVE, Role.CLINICIAN, null);

        Neighbours.materialPolicy(version, Instant.now());
        Neighbours.materialPolicy(version, Instant.now());

        for (AccountId one : List.of(patient, clinician)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> !notices(one).isEmpty());
        }
        awaitListed();
        var mails = notices(patient);
        assertThat(mails).hasSize(1);
        assertThat(mails.getFirst().getHeader("List-Unsubscribe")).isNull();
        assertThat(notices(clinician)).hasSize(1);
    }

    @Test
    void whoAcceptedItWhoseAccountIsClosedAndWhoHasNoneIsNotTold() {
        var newcomer = account(Status.ACTIVE, Role.PATIENT, version);
        var closed = account(Status.CLOSED, Role.PATIENT, "1");
        var subscriber = Neighbours.newAccount();
        Neighbours.subscription(
                subscriber,
                NewsletterSubscriptionChanged.Status.CONFIRMED,
                address(subscriber),
                "en",
                Instant.now());
        var told = account(Status.ACTIVE, Role.PATIENT, "1");
        await().until(() -> contactPoints.addressIndexOf(subscriber).isPresent());

        Neighbours.materialPolicy(version, Instant.now());

        await().atMost(Duration.ofSeconds(60)).until(() -> !notices(told).isEmpty());
        awaitListed();
        for (AccountId one : List.of(newcomer, closed, subscriber)) {
            assertThat(listed.find(version, one)).isEmpty();
        }
    }

    @Test
    void theFirstVersionIsNoChange() {
        var patient = account(Status.ACTIVE, Role.PATIENT, "1");

        Neighbours.materialPolicy(version, Instant.EPOCH);

        awaitListed();
        assertThat(listed.find(version, patient)).isEmpty();
    }

    private void awaitListed() {
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                revisions.find(version).map(Revision::status).orElse(null)
                                        == Revision.Status.DONE);
    }

    private AccountId account(Status status, Role role, @Nullable String accepted) {
        var id = Neighbours.newAccount();
        Neighbours.account(id, status, role, null, accepted);
        Neighbours.contactPoint(id, address(id), "en");
        await().until(
                        () ->
                                people.find(id).isPresent()
                                        && contactPoints.addressIndexOf(id).isPresent());
        return id;
    }

    private static String address(AccountId id) {
        return id.value() + "@example.org";
    }

    private static List<MimeMessage> notices(AccountId id) {
        return MailServer.mailsTo(address(id)).stream()
                .filter(
                        mail -> {
                            try {
                                return mail.getSubject().equals(SUBJECT);
                            } catch (jakarta.mail.MessagingException broken) {
                                throw new IllegalStateException(broken);
                            }
                        })
                .toList();
    }
}
