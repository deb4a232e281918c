package com.sanocrm.platform.test;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Gives a service under test the environment that the launcher gives it in earnest: this JVM's
 * Kafka, MongoDB-protocol server, token issuer and keysets, and a database of its own. Use it as
 * {@code @ContextConfiguration(initializers = TestPlatform.class)} beside
 * {@code @SpringBootTest(webEnvironment = RANDOM_PORT)}. {@link StoreRules} reads along what the
 * service sends to its store.
 */
public final class TestPlatform
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of(environment()).applyTo(context);
        context.getBeanFactory().registerSingleton("sentCommands", SentCommands.OF_SERVICES);
        context.getBeanFactory().addBeanPostProcessor(new OpenedCollections());
    }

    /** The variables of a service, by name. */
    public static Map<String, String> environment() {
        var environment = new LinkedHashMap<String, String>();
        environment.put("SANO_HTTP_PORT", "0");
        environment.put("SANO_MANAGEMENT_PORT", "0");
        environment.put("SANO_INSTANCE", "test-1");
        environment.put("SANO_PUBLIC_URL", "http://localhost:8080");
        environment.put(
                "SANO_MONGODB_URI",
                TestMongo.uri("test_" + UUID.randomUUID().toString().substring(0, 8)));
        environment.put("SANO_KAFKA_BOOTSTRAP", TestKafka.bootstrapServers());
        environment.put("SANO_KAFKA_SECURITY", "PLAINTEXT");
        environment.put("SANO_TOKEN_ISSUER", TestTokens.issuer());
        environment.put("SANO_KEYS", TestKeys.directory().toString());
        return environment;
    }
}
