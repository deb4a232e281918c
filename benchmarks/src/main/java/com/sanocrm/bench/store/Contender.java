package com.sanocrm.bench.store;

import java.io.IOException;
import java.time.Duration;
import org.bson.Document;

/** Takes single documents and makes each durable before it says so. */
interface Contender {
    String title();

    /** Its turn: until that is closed it may work, afterwards not even in the background. */
    Turn turn(int clients) throws Exception;

    /** What its own processes have used so far; not the clients'. */
    Duration processorTime();

    /** How many documents it holds. */
    long stored() throws Exception;

    /** Used by so many clients at once. */
    interface Turn extends AutoCloseable {
        void insert(Document document) throws Exception;

        @Override
        void close() throws IOException;
    }
}
