package com.sanocrm.audit.witness;

import com.sanocrm.audit.log.Cosignatures;
import com.sanocrm.audit.log.LogName;
import com.sanocrm.audit.log.Logs;
import com.sanocrm.audit.log.Witnessed.State;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Asks every witness about every log that has grown, each witness at its own pace: nothing waits
 * for them. What was not co-signed is asked for again once a minute.
 */
@Component
@EnableConfigurationProperties(WitnessSettings.class)
final class Witnessing implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Witnessing.class);

    private final Logs logs;
    private final Cosignatures cosignatures;
    private final MeterRegistry meters;
    private final List<Turn> turns;
    private final Set<LogName> known = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean allAreKnown;

    Witnessing(
            WitnessSettings settings, Logs logs, Cosignatures cosignatures, MeterRegistry meters) {
        this.logs = logs;
        this.cosignatures = cosignatures;
        this.meters = meters;
        this.turns =
                settings.addresses().stream()
                        .map(WitnessClient::new)
                        .map(client -> new Turn(new Asking(client, logs, cosignatures)))
                        .toList();
        if (!turns.isEmpty()) {
            cosignatures.want();
        }
    }

    /** One witness, what it is still to be asked about and where it has raised the alarm. */
    private final class Turn {
        private final Asking asking;
        private final Set<LogName> due = ConcurrentHashMap.newKeySet();
        private final Set<LogName> refused = ConcurrentHashMap.newKeySet();
        private final AtomicBoolean running = new AtomicBoolean();

        Turn(Asking asking) {
            this.asking = asking;
            meters.gauge(
                    "sano.audit.witness.alarms",
                    Tags.of("witness", asking.witness()),
                    refused,
                    Set::size);
        }

        void askAbout(Collection<LogName> names) {
            due.addAll(names);
            if (!due.isEmpty() && running.compareAndSet(false, true)) {
                threads.execute(this::run);
            }
        }

        private void run() {
            try {
                for (LogName name : List.copyOf(due)) {
                    due.remove(name);
                    if (ask(name) == State.UNREACHABLE) {
                        // Each would wait for the time limit; the minute's round tries again.
                        due.clear();
                        break;
                    }
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            } finally {
                running.set(false);
            }
        }

        /** A log that is damaged is not served either; it must not keep the others waiting. */
        private State said(LogName name) throws InterruptedException {
            try {
                return asking.ask(name);
            } catch (RuntimeException failure) {
                log.atError()
                        .setCause(failure)
                        .addKeyValue("log", name)
                        .log("A log cannot be shown to a witness");
                return State.NOT_WATCHED;
            }
        }

        private State ask(LogName name) throws InterruptedException {
            State state = said(name);
            if (state.isAlarm()) {
                refused.add(name);
            } else if (state == State.COSIGNED) {
                refused.remove(name);
            }
            meters.counter(
                            "sano.audit.witness.answers",
                            "witness",
                            asking.witness(),
                            "state",
                            state.name())
                    .increment();
            return state;
        }
    }

    @Scheduled(fixedDelayString = "PT0.1S")
    void askAboutWhatHasGrown() {
        if (!turns.isEmpty()) {
            Set<LogName> grown = cosignatures.takeGrown();
            known.addAll(grown);
            turns.forEach(turn -> turn.askAbout(grown));
        }
    }

    /** Those that another instance let grow, or that a crash or an outage left behind, too. */
    @Scheduled(initialDelayString = "PT5S", fixedDelayString = "PT1M")
    void askAboutAll() {
        if (!turns.isEmpty()) {
            if (!allAreKnown) {
                known.addAll(logs.names());
                allAreKnown = true;
            }
            turns.forEach(turn -> turn.askAbout(known));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
