package com.sanocrm.identity;

import com.sanocrm.platform.test.TestKeycloak;
import com.sanocrm.platform.test.TestPlatform;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/** The service on real parts, Keycloak among them; one for all classes that have this. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "SANO_LOCAL_PARTNERS=true",
            "identity.webhooks.retries=300ms,300ms",
            "identity.webhooks.connect=1s",
            "identity.webhooks.answer=1500ms",
            "identity.webhooks.claim=3s"
        })
@ContextConfiguration(initializers = {TestPlatform.class, IdentityTest.Keycloak.class})
@Import(Clients.class)
public @interface IdentityTest {
    /** Gives the service the realm. */
    final class Keycloak implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of(TestKeycloak.environment()).applyTo(context);
        }
    }
}
