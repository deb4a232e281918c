package com.sanocrm.mongodb;

import com.sanocrm.mongodb.Connection.Pending;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * The thread of the short commands that write. What has come meanwhile shares one transaction and
 * its sync, and is answered after it; readers wait for neither.
 */
final class Writer implements AutoCloseable {
    /** As a command's name, in the log. */
    private static final String COMMIT = "commit";

    private final GroupLane group;
    private final Commands commands;
    private final Consumer<Pending> elsewhere;
    private final BlockingQueue<Pending> waiting = new LinkedBlockingQueue<>();
    private final List<Pending> done = new ArrayList<>();
    private final List<Document> answers = new ArrayList<>();
    private final Thread thread = Thread.ofPlatform().name("writer").unstarted(this::run);

    /**
     * @param elsewhere takes what is long, or would wait for somebody
     */
    Writer(GroupLane group, Commands commands, Consumer<Pending> elsewhere) {
        this.group = group;
        this.commands = commands;
        this.elsewhere = elsewhere;
        thread.start();
    }

    void take(Pending command) {
        waiting.add(command);
    }

    private void run() {
        try {
            while (true) {
                Pending next = waiting.take();
                while (next != null) {
                    write(next);
                    next = group.isLarge() ? null : waiting.poll();
                }
                commit();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(Pending command) {
        try {
            answers.add(commands.answer(command));
            done.add(command);
        } catch (Budget.SpentException tooMuch) {
            elsewhere.accept(command);
        }
    }

    private void commit() {
        try {
            group.commit();
        } catch (RuntimeException uncommitted) {
            answers.replaceAll(_ -> Commands.answerTo(COMMIT, uncommitted));
        }
        for (int i = 0; i < done.size(); i++) {
            done.get(i).answer(answers.get(i));
        }
        done.clear();
        answers.clear();
    }

    /** Nobody gives it anything any more. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
