package com.sanocrm.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One local stack for all end-to-end tests, started before the first by {@code ./sano up --detach}
 * and stopped after the last. The build gives it a home and ports of its own.
 */
final class RunningStack implements BeforeAllCallback, AutoCloseable {
    static final Stack STACK = new Stack(Path.of("..").toAbsolutePath().normalize());

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(RunningStack.class, first -> up(), RunningStack.class);
    }

    private static RunningStack up() {
        sano("up", "--detach");
        return new RunningStack();
    }

    @Override
    public void close() {
        sano("down");
    }

    private static void sano(String... arguments) {
        try {
            STACK.mustSano(arguments);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stop);
        }
    }
}
