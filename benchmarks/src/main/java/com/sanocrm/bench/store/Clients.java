package com.sanocrm.bench.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Several clients at once. */
final class Clients {
    private Clients() {}

    /** One piece of work. */
    @FunctionalInterface
    interface Work {
        void at(int index) throws Exception;
    }

    /** Runs the same in each client, and returns what each gave; one that fails fails all. */
    static <T> List<T> run(int clients, Callable<T> client) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                running.add(threads.submit(client));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> each : running) {
                results.add(each.get());
            }
            return results;
        }
    }

    /** Shares the work from 0 to {@code times} among the clients. */
    static void share(int clients, int times, Work work) throws Exception {
        AtomicInteger next = new AtomicInteger();
        run(
                clients,
                () -> {
                    for (int i = next.getAndIncrement(); i < times; i = next.getAndIncrement()) {
                        work.at(i);
                    }
                    return times;
                });
    }
}
