package com.sanocrm.platform.test;

import com.sanocrm.mongodb.LocalMongoServer;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The MongoDB-protocol server of this JVM's tests, started when first asked for. {@code
 * SANO_TEST_MONGODB_URI} names another server to test against, such as a real MongoDB.
 */
public final class TestMongo {
    private TestMongo() {}

    /** The server, without a database: {@code mongodb://127.0.0.1:49213}. */
    public static String uri() {
        String other = System.getenv("SANO_TEST_MONGODB_URI");
        return other == null ? Holder.SERVER.uri() : other;
    }

    /** A connection string with that database. */
    public static String uri(String database) {
        return uri() + "/" + database;
    }

    private static final class Holder {
        static final LocalMongoServer SERVER = start();

        private static LocalMongoServer start() {
            try {
                return LocalMongoServer.temporary();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
