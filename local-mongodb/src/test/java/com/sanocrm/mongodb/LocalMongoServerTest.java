package com.sanocrm.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalMongoServerTest {
    @TempDir private Path directory;

    @Test
    void helloIsAnsweredByAWritablePrimary() {
        try (var server = LocalMongoServer.start(files(), 0);
                MongoClient client = MongoClients.create(server.uri())) {
            Document answer = client.getDatabase("admin").runCommand(new Document("hello", 1));

            assertThat(answer.getBoolean("isWritablePrimary")).isTrue();
        }
    }

    @Test
    void documentsAndUniqueIndexesAreThereAfterAnOrderlyRestart() {
        try (var server = LocalMongoServer.start(files(), 0);
                MongoClient client = MongoClients.create(server.uri())) {
            MongoCollection<Document> people = people(client);
            people.createIndex(Indexes.ascending("name"), new IndexOptions().unique(true));
            people.insertOne(new Document("_id", 1).append("name", "a"));
        }

        try (var server = LocalMongoServer.start(files(), 0);
                MongoClient client = MongoClients.create(server.uri())) {
            assertThat(people(client).countDocuments()).isEqualTo(1);
            assertThatThrownBy(() -> people(client).insertOne(new Document("name", "a")))
                    .isInstanceOf(MongoWriteException.class);
        }
    }

    @Test
    void aSecondServerOnTheSameFilesIsRefused() {
        try (var first = LocalMongoServer.start(files(), 0)) {
            assertThat(first.uri()).startsWith("mongodb://127.0.0.1:");
            assertThatThrownBy(() -> LocalMongoServer.start(files(), 0))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("in use by another server");
        }
    }

    @Test
    void aTakenPortLeavesTheFilesFree() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> LocalMongoServer.start(files(), other.getLocalPort()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Address already in use");
        }

        LocalMongoServer.start(files(), 0).close();
    }

    @Test
    void filesOfAnotherKindAreRefusedWithTheReason() throws Exception {
        Files.write(files(), new byte[20_000]);

        assertThatThrownBy(() -> LocalMongoServer.start(files(), 0))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining(files().toString());
    }

    private Path files() {
        return directory.resolve("store");
    }

    private static MongoCollection<Document> people(MongoClient client) {
        return client.getDatabase("test").getCollection("people");
    }
}
