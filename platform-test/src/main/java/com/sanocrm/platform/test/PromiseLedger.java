package com.sanocrm.platform.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes which test showed which promise, and how it ended, to {@code target/promises.tsv}:
 * promise, test, result. {@code ./sano promises} reads it.
 */
public final class PromiseLedger implements TestExecutionListener {
    private static final Path LEDGER = Path.of("target", "promises.tsv");

    /** A run says what it showed, and nothing of the run before. */
    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        try {
            Files.deleteIfExists(LEDGER);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (!test.isTest()) {
            return;
        }
        Optional<Method> method =
                test.getSource()
                        .filter(MethodSource.class::isInstance)
                        .map(source -> ((MethodSource) source).getJavaMethod());
        method.ifPresent(found -> write(found, result.getStatus()));
    }

    private static void write(Method test, TestExecutionResult.Status status) {
        var promises = new TreeSet<String>();
        add(promises, test.getAnnotation(Promise.class));
        add(promises, test.getDeclaringClass().getAnnotation(Promise.class));
        var lines = new StringBuilder();
        promises.forEach(
                promise ->
                        lines.append(promise)
                                .append('\t')
                                .append(test.getDeclaringClass().getName())
                                .append('.')
                                .append(test.getName())
                                .append('\t')
                                .append(status)
                                .append('\n'));
        try {
            Files.writeString(LEDGER, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void add(
            java.util.Set<String> promises, @org.jspecify.annotations.Nullable Promise promise) {
        if (promise != null) {
            promises.addAll(java.util.List.of(promise.value()));
        }
    }
}
