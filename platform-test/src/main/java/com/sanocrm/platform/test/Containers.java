package com.sanocrm.platform.test;

import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.mongodb.MongoDBContainer;

/**
 * MongoDB and Kafka on Docker instead of inside the JVM, by Testcontainers, for whoever sets {@code
 * SANO_TEST_CONTAINERS} to {@code true}: the same tests against the servers of production.
 */
final class Containers {
    private Containers() {}

    static boolean wanted() {
        return Boolean.parseBoolean(System.getenv("SANO_TEST_CONTAINERS"));
    }

    static String mongodb() {
        return Mongo.SERVER.getConnectionString();
    }

    static String kafka() {
        return Kafka.BROKER.getBootstrapServers();
    }

    private static final class Mongo {
        static final MongoDBContainer SERVER = new MongoDBContainer("mongo:8");

        static {
            SERVER.start();
        }
    }

    private static final class Kafka {
        static final KafkaContainer BROKER = new KafkaContainer("apache/kafka:4.2.1");

        static {
            BROKER.start();
        }
    }
}
