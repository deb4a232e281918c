package com.sanocrm.mongodb;

import com.sanocrm.mongodb.Connection.Pending;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Where a command is done: a short one that reads at once by the thread of its connection, a short
 * one that writes by the {@link Writer}, all others by a thread of their own. Which are short shows
 * when they are tried.
 */
final class Dispatch implements AutoCloseable {
    /** Commands that are long, or wait for others, at the same time. */
    private static final int THREADS = 64;

    /** A command of that length is not tried. */
    private static final int LONG_BYTES = 256 << 10;

    private static final Set<String> WRITES =
            Set.of("insert", "update", "delete", "findAndModify", "findandmodify");
    private static final Set<String> READS =
            Set.of("find", "aggregate", "count", "distinct", "hello", "ping", "endSessions");

    private final Commands quick;
    private final Commands thorough;
    private final Writer writer;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    Dispatch(Engine engine) {
        GroupLane group = new GroupLane(engine.storage());
        quick = new Commands(engine.by(group));
        thorough = new Commands(engine);
        writer = new Writer(group, quick, this::takeTime);
    }

    void take(Pending command) {
        if (command.bytes() > LONG_BYTES) {
            takeTime(command);
        } else if (WRITES.contains(command.name())) {
            writer.take(command);
        } else if (READS.contains(command.name())) {
            read(command);
        } else {
            takeTime(command);
        }
    }

    private void read(Pending command) {
        try {
            command.answer(quick.answer(command));
        } catch (Budget.SpentException tooMuch) {
            takeTime(command);
        }
    }

    private void takeTime(Pending command) {
        threads.execute(() -> command.answer(thorough.answer(command)));
    }

    /** Nobody gives it anything any more. */
    @Override
    public void close() {
        writer.close();
        threads.close();
    }
}
