package com.sanocrm.platform.test;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Fails a test class of a service that used a person's data key without an audit record. Spring
 * finds it in {@code spring.factories}.
 */
public final class KeyRules implements TestExecutionListener {
    private static final String UNEXPLAINED = "sano.key.releases.unexplained";
    private static final Map<Counter, Double> TOLD = new ConcurrentHashMap<>();

    @Override
    public void afterTestClass(TestContext test) {
        if (test.hasApplicationContext()) {
            test.getApplicationContext()
                    .getBeanProvider(MeterRegistry.class)
                    .forEach(meters -> require(meters.find(UNEXPLAINED).counter()));
        }
    }

    /** A context is shared by classes: each answers for its own. */
    private static void require(@Nullable Counter unexplained) {
        if (unexplained != null) {
            double all = unexplained.count();
            Double before = TOLD.put(unexplained, all);
            double own = all - (before == null ? 0 : before);
            if (own > 0) {
                throw new AssertionError(
                        "%.0f uses of a data key without an audit record: see the log"
                                .formatted(own));
            }
        }
    }
}
