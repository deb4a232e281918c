package com.sanocrm.messaging.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.sanocrm.contracts.ErasureStep;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.ErasureOrdered;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ErasureId;
import com.sanocrm.messaging.Client;
import com.sanocrm.messaging.MailServer;
import com.sanocrm.messaging.MessagingApplication;
import com.sanocrm.messaging.MessagingIntegration;
import com.sanocrm.messaging.Neighbours;
import com.sanocrm.messaging.Talk;
import com.sanocrm.messaging.TopicReader;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestMongo;
import com.sanocrm.platform.test.TestPlatform;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/** The drill: a backup from before an erasure is restored, and the service started on it. */
@MessagingIntegration
class RestoredStoreTest {
    @LocalServerPort private int port;
    @Autowired private MongoDatabase database;
    @Autowired private MongoClient client;

    @Test
    @Promise("P-32")
    void aStoreOfBeforeAnErasureOpensOnlyWhenItIsDoneAgain() {
        Talk erased = Talk.open(port);
        Talk other = Talk.open(port);
        erased.say(erased.patient(), "It hurts");
        other.say(other.patient(), "It is well");
        AccountId person = erased.care().patient();
        MongoDatabase backup = client.getDatabase("backup_" + UUID.randomUUID());
        copy(database, backup);
        erase(person);
        assertThat(documentsWith(backup, person, "conversations")).isNotEmpty();
        var whenOpened = new ArrayList<BsonDocument>();

        ApplicationListener<WebServerInitializedEvent> opening =
                event -> whenOpened.addAll(documentsWith(backup, person, "conversations"));
        try (var restored =
                new SpringApplicationBuilder(MessagingApplication.class)
                        .initializers(
                                new TestPlatform(),
                                new MailServer(),
                                context ->
                                        TestPropertyValues.of(
                                                        "SANO_MONGODB_URI="
                                                                + TestMongo.uri(backup.getName()),
                                                        "spring.cloud.function.definition=")
                                                .applyTo(context))
                        .listeners(opening)
                        .run()) {
            int restoredPort =
                    Integer.parseInt(
                            restored.getEnvironment().getRequiredProperty("local.server.port"));

            assertThat(whenOpened).as("what is there when the port opens").isEmpty();
            assertThat(documentsWith(backup, person, "messages")).isEmpty();
            assertThat(documentsWith(backup, person, "data_keys"))
                    .noneMatch(key -> key.containsKey("key"));
            Client.patient(restoredPort, person).get(erased.path() + "/messages").expect(404);
            assertThat(
                            Client.patient(restoredPort, other.care().patient())
                                    .get(other.path() + "/messages")
                                    .expect(200)
                                    .body()
                                    .toString())
                    .contains("It is well");
        }
        backup.drop();
    }

    private static void erase(AccountId person) {
        try (var confirmations = new TopicReader(Topic.ERASURE_CONFIRMATIONS)) {
            for (ErasureStep step : ErasureStep.values()) {
                Neighbours.publish(
                        new ErasureOrdered(
                                ErasureId.of(person),
                                person,
                                step,
                                Set.of(),
                                Instant.now().truncatedTo(ChronoUnit.MILLIS)));
                String wanted = step == ErasureStep.CLEAN_UP ? "clean-up" : "destroy-keys";
                confirmations.next(text -> text.contains(person.value()) && text.contains(wanted));
            }
        }
    }

    private static void copy(MongoDatabase from, MongoDatabase to) {
        for (String name : from.listCollectionNames()) {
            var all = from.getCollection(name, BsonDocument.class).find().into(new ArrayList<>());
            if (!all.isEmpty()) {
                to.getCollection(name, BsonDocument.class).insertMany(all);
            }
        }
    }

    private static List<BsonDocument> documentsWith(
            MongoDatabase in, AccountId person, String collection) {
        return in
                .getCollection(collection, BsonDocument.class)
                .find()
                .into(new ArrayList<>())
                .stream()
                .filter(document -> document.toJson().contains(person.value()))
                .toList();
    }
}
