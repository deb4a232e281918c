package com.sanocrm.platform.test;

import com.mongodb.client.MongoClients;
import java.util.ArrayList;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Fails a test class of a service that sends its store what is not in the contract of {@code
 * local-mongodb}, or a query that no index serves. Spring finds it in {@code spring.factories}.
 */
public final class StoreRules implements TestExecutionListener {
    @Override
    public void afterTestClass(TestContext test) {
        var broken = new ArrayList<String>(SentCommands.OF_SERVICES.outsideTheContract());
        broken.addAll(Holder.SCANS.of(SentCommands.OF_SERVICES.drain()));
        if (!broken.isEmpty()) {
            throw new AssertionError(
                    "Outside com.sanocrm.mongodb.Contract, or without an index:\n"
                            + String.join("\n", broken));
        }
    }

    private static final class Holder {
        static final CollectionScans SCANS =
                new CollectionScans(MongoClients.create(TestMongo.uri()));
    }
}
