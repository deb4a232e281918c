package com.sanocrm.mongodb.contract;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.sanocrm.mongodb.Contract;
import com.sanocrm.mongodb.LocalMongoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.testcontainers.mongodb.MongoDBContainer;

/**
 * The server that {@code SANO_MONGODB_URI} names, else a MongoDB on Docker if {@code
 * SANO_TEST_CONTAINERS} is {@code true}, else the local one. Clients write as the services do:
 * acknowledged when it is on disk, without the driver's retries.
 */
final class ServerUnderTest {
    private static final Set<String> EXERCISED = new ConcurrentSkipListSet<>();

    private ServerUnderTest() {}

    static String uri() {
        return Holder.URI;
    }

    /** Whether it is the local server, which refuses what is outside the contract. */
    static boolean isLocal() {
        return System.getenv("SANO_MONGODB_URI") == null && !containersWanted();
    }

    /** A client of the contract suite: what it sends counts as exercised. */
    static MongoClient client() {
        return Holder.RECORDED;
    }

    /** A client for what a server must refuse. */
    static MongoClient unrecorded() {
        return Holder.UNRECORDED;
    }

    /** Every {@link Contract} term that was sent up to now. */
    static Set<String> exercised() {
        return EXERCISED;
    }

    private static boolean containersWanted() {
        return Boolean.parseBoolean(System.getenv("SANO_TEST_CONTAINERS"));
    }

    private static final class Holder {
        static final String URI = find();
        static final MongoClient RECORDED =
                MongoClients.create(settings().addCommandListener(new Recording()).build());
        static final MongoClient UNRECORDED = MongoClients.create(settings().build());

        private static MongoClientSettings.Builder settings() {
            return MongoClientSettings.builder()
                    .applyConnectionString(new ConnectionString(URI))
                    .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                    .retryWrites(false);
        }

        private static String find() {
            String named = System.getenv("SANO_MONGODB_URI");
            if (named != null) {
                return named;
            }
            if (containersWanted()) {
                var container = new MongoDBContainer("mongo:8");
                container.start();
                return container.getConnectionString();
            }
            try {
                return LocalMongoServer.temporary().uri();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private static final class Recording implements CommandListener {
        @Override
        public void commandStarted(CommandStartedEvent event) {
            EXERCISED.addAll(Contract.termsOf(event.getCommand()));
        }
    }
}
