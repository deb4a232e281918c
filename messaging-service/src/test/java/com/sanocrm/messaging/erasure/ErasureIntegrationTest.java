package com.sanocrm.messaging.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.sanocrm.contracts.ErasureStep;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.AccountChanged;
import com.sanocrm.contracts.events.ErasureOrdered;
import com.sanocrm.contracts.events.NewsletterSubscriptionChanged;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ErasureId;
import com.sanocrm.messaging.MessagingIntegration;
import com.sanocrm.messaging.Neighbours;
import com.sanocrm.messaging.Talk;
import com.sanocrm.messaging.TopicReader;
import com.sanocrm.messaging.people.ContactPoints;
import com.sanocrm.platform.test.Promise;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** This service's part in an erasure. */
@MessagingIntegration
class ErasureIntegrationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Where a person's id stays, with nothing else that tells about the person. */
    private static final Set<String> NAMED_BY_ID_ALONE =
            Set.of("data_keys", "erasure_tasks", "people", "contact_points", "consents");

    @LocalServerPort private int port;
    @Autowired private MongoDatabase database;
    @Autowired private ContactPoints contactPoints;

    @Test
    @Promise({"P-32", "P-33"})
    void firstNothingCanBeReadAnyMoreAndThenNothingIsLeft() {
        Talk talk = Talk.open(port);
        AccountId patient = talk.care().patient();
        String email = "erased." + UUID.randomUUID() + "@example.com";
        Neighbours.contactPoint(patient, email, "en");
        Neighbours.noConsent(patient);
        AccountId subscriber = Neighbours.newAccount();
        Neighbours.subscription(
                subscriber,
                NewsletterSubscriptionChanged.Status.CONFIRMED,
                email,
                "en",
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
        talk.say(talk.patient(), "It hurts");
        await().atMost(PATIENCE)
                .until(
                        () ->
                                contactPoints.addressIndexOf(subscriber).isPresent()
                                        && contactPoints.addressIndexOf(patient).isPresent());

        try (var confirmations = new TopicReader(Topic.ERASURE_CONFIRMATIONS)) {
            order(patient, ErasureStep.DESTROY_KEYS, Set.of());
            String keys = confirmations.next(text -> text.contains(patient.value()));
            assertThat(keys).contains("destroy-keys", subscriber.value(), "messaging-service");

            talk.patient().get(talk.path() + "/messages").expect(404);
            talk.clinician().get(talk.path() + "/messages").expect(404);
            talk.patient().post(talk.path() + "/messages", "{\"body\": \"x\"}").expect(404);
            assertThat(contactPoints.addressOf(patient)).isEmpty();

            order(patient, ErasureStep.CLEAN_UP, Set.of(subscriber));
            String cleaned = confirmations.next(text -> text.contains("clean-up"));
            assertThat(cleaned).contains(patient.value());
        }
        for (AccountId person : List.of(patient, subscriber)) {
            assertThat(collectionsWith(person.value())).isSubsetOf(NAMED_BY_ID_ALONE);
            assertThat(contactPoints.addressIndexOf(person)).isEmpty();
        }
        assertThat(collectionsWith(talk.id())).isEmpty();
    }

    /** A late or repeated event of the person's brings nothing back. */
    @Test
    @Promise("P-32")
    void lateEventsBringNothingBack() {
        Talk talk = Talk.open(port);
        AccountId patient = talk.care().patient();
        try (var confirmations = new TopicReader(Topic.ERASURE_CONFIRMATIONS)) {
            order(patient, ErasureStep.DESTROY_KEYS, Set.of());
            confirmations.next(text -> text.contains(patient.value()));
            order(patient, ErasureStep.CLEAN_UP, Set.of());
            confirmations.next(text -> text.contains(patient.value()) && text.contains("clean-up"));
            Neighbours.contactPoint(patient, "late@example.com", "en");
            Neighbours.account(
                    patient, AccountChanged.Status.CLOSED, AccountChanged.Role.PATIENT, null);
            Talk.open(port);

            order(patient, ErasureStep.CLEAN_UP, Set.of());
            confirmations.next(text -> text.contains(patient.value()) && text.contains("clean-up"));
        }

        assertThat(contactPoints.addressIndexOf(patient)).isEmpty();
        assertThat(contactPoints.addressOf(patient)).isEmpty();
        assertThat(collectionsWith(patient.value())).isSubsetOf(NAMED_BY_ID_ALONE);
    }

    static void order(AccountId person, ErasureStep step, Set<AccountId> subscribers) {
        Neighbours.publish(
                new ErasureOrdered(
                        ErasureId.of(person),
                        person,
                        step,
                        subscribers,
                        Instant.now().truncatedTo(ChronoUnit.MILLIS)));
    }

    private List<String> collectionsWith(String text) {
        return StreamSupport.stream(database.listCollectionNames().spliterator(), false)
                .filter(
                        name ->
                                StreamSupport.stream(
                                                database.getCollection(name, BsonDocument.class)
                                                        .find()
                                                        .spliterator(),
                                                false)
                                        .anyMatch(document -> document.toJson().contains(text)))
                .toList();
    }
}
