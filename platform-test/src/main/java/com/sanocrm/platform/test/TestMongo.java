package com.sanocrm.platform.test;

import com.sanocrm.mongodb.LocalMongoServer;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The MongoDB-protocol server of this JVM's tests, started when first asked for. {@code
 * SANO_TEST_MONGODB_URI} names another server to test against, such as a real MongoDB; {@link
 * Containers} starts one where Docker answers.
 */
public final class TestMongo {
    private TestMongo() {}

    /** The server, without a database: {@code mongodb://127.0.0.1:49213}. */
    public static String uri() {
        String other = System.getenv("SANO_TEST_MONGODB_URI");
        if (other != null) {
            return other;
        }
        return Containers.wanted() ? Containers.mongodb() : Holder.SERVER.uri();
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
