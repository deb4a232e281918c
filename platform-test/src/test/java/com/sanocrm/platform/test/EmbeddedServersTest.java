package com.sanocrm.platform.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.sanocrm.contracts.Topic;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class EmbeddedServersTest {
    @Test
    void kafkaHasEveryTopicAndItsDeadLetters() throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", TestKafka.bootstrapServers()))) {
            var names = admin.listTopics().names().get();

            for (Topic topic : Topic.values()) {
                assertThat(names).contains(topic.wireName(), topic.deadLetterName());
            }
        }
    }

    @Test
    void mongoKeepsADocument() {
        try (MongoClient client = MongoClients.create(TestMongo.uri())) {
            var things = client.getDatabase("embedded").getCollection("things");
            things.insertOne(new Document("_id", 1));

            assertThat(things.countDocuments()).isEqualTo(1);
        }
    }
}
