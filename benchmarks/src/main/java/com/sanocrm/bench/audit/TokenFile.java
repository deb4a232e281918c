package com.sanocrm.bench.audit;

import com.sanocrm.story.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A file with a token that is always fresh. */
final class TokenFile implements AutoCloseable {
    private final ScheduledExecutorService renewal = Executors.newSingleThreadScheduledExecutor();
    private final Session session;
    private final Path file;

    TokenFile(Session session, Path file) {
        this.session = session;
        this.file = file;
        renew();
        var _ = renewal.scheduleAtFixedRate(this::renew, 1, 1, TimeUnit.MINUTES);
    }

    Path file() {
        return file;
    }

    private void renew() {
        try {
            Path draft = file.resolveSibling(file.getFileName() + ".draft");
            Files.writeString(draft, session.token());
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        renewal.shutdownNow();
    }
}
