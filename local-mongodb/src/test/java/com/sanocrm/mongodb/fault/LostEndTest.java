package com.sanocrm.mongodb.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.sanocrm.mongodb.LocalMongoServer;
import com.sanocrm.mongodb.StoreUnavailableException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes cut away from the journal's end leave a store that looks whole. */
class LostEndTest {
    private static final int DOCUMENTS = 50;

    @TempDir private Path directory;

    @BeforeEach
    void writeAndCut() throws IOException {
        try (LocalMongoServer server = LocalMongoServer.start(directory, 0);
                MongoClient client = Clients.of(server.uri())) {
            for (int i = 0; i < DOCUMENTS; i++) {
                documents(client).insertOne(new Document("_id", i).append("text", "x".repeat(99)));
            }
        }
        try (var files = Files.list(directory);
                FileChannel journal =
                        FileChannel.open(
                                files.filter(one -> one.toString().endsWith(".log"))
                                        .max(Path::compareTo)
                                        .orElseThrow(),
                                StandardOpenOption.WRITE)) {
            journal.truncate(journal.size() / 2);
        }
    }

    @Test
    void theServerDoesNotStartAndSaysHowManyAreMissing() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> LocalMongoServer.start(directory, 0))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageMatching("\\d+ writes are missing at the journal's end; .*");
        }
    }

    @Test
    void itGoesOnWithoutThemWhenTheSealIsDeleted() throws IOException {
        Files.delete(directory.resolve("SEAL"));

        try (LocalMongoServer server = LocalMongoServer.start(directory, 0);
                MongoClient client = Clients.of(server.uri())) {
            assertThat(documents(client).countDocuments()).isBetween(10L, DOCUMENTS - 10L);
        }
    }

    private static MongoCollection<Document> documents(MongoClient client) {
        return client.getDatabase("faults").getCollection("documents");
    }
}
