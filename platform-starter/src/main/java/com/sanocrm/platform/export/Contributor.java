package com.sanocrm.platform.export;

import com.mongodb.MongoException;
import com.sanocrm.contracts.id.PrivacyRequestId;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.id.Ids;
import com.sanocrm.platform.kafka.EventHeaders;
import com.sanocrm.platform.kafka.KafkaSettings;
import com.sanocrm.platform.kafka.Producers;
import com.sanocrm.platform.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives what is asked for, one attempt after the other until one is whole. Of a person who is
 * erased meanwhile nothing can be opened any more, and the contribution goes with the rest.
 */
public final class Contributor implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Contributor.class);
    private static final int AT_ONCE = 2;
    private static final Duration BROKER_PATIENCE = Duration.ofSeconds(10);

    private final Contributions contributions;
    private final List<PortableData> held;
    private final AuditRecords records;
    private final AuditTrail trail;
    private final KafkaSettings kafka;
    private final Wire wire;
    private final Map<PrivacyRequestId, String> underWay = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** What an event is made with. */
    public record Wire(JsonMapper json, EventHeaders headers, Ids ids) {}

    public Contributor(
            Contributions contributions,
            List<PortableData> held,
            AuditRecords records,
            AuditTrail trail,
            KafkaSettings kafka,
            Wire wire) {
        this.contributions = contributions;
        this.held = List.copyOf(held);
        this.records = records;
        this.trail = trail;
        this.kafka = kafka;
        this.wire = wire;
    }

    @Scheduled(fixedDelayString = "PT0.5S")
    void look() {
        try {
            for (Contribution due : contributions.due()) {
                String run = wire.ids().uuid().toString();
                if (underWay.size() < AT_ONCE && underWay.putIfAbsent(due.id(), run) == null) {
                    threads.execute(() -> attempt(due, run));
                }
            }
        } catch (MongoException away) {
            log.atDebug().log("Contributions to exports wait for the store");
        }
    }

    @Scheduled(fixedDelayString = "PT15S")
    void renew() {
        underWay.forEach(
                (id, run) -> {
                    try {
                        contributions.change(
                                id, current -> current.renewed(run, contributions.now()));
                    } catch (MongoException | ProblemException awayOrRemoved) {
                        log.atDebug().log("The lease of a contribution is not renewed");
                    }
                });
    }

    private void attempt(Contribution due, String run) {
        try {
            Contribution begun =
                    contributions.change(
                            due.id(), current -> current.begun(run, contributions.now()));
            if (run.equals(begun.run())) {
                give(begun, run);
                contributions.change(due.id(), current -> current.given(run));
            }
        } catch (ProblemException removed) {
            log.atInfo()
                    .addKeyValue("requestId", due.id().value())
                    .log("A contribution to an export ended with its person");
        } catch (RuntimeException failure) {
            log.atWarn()
                    .setCause(failure)
                    .addKeyValue("requestId", due.id().value())
                    .log("A contribution to an export failed and is tried again");
            postpone(due, run);
        } finally {
            underWay.remove(due.id());
        }
    }

    private void postpone(Contribution due, String run) {
        try {
            contributions.change(due.id(), current -> current.failed(run, contributions.now()));
        } catch (MongoException | ProblemException laterByTheLease) {
            log.atDebug().log("A failed contribution is tried again when its lease ends");
        }
    }

    private void give(Contribution contribution, String run) {
        trail.record(
                records.bySystem(
                        "export.contribute",
                        new Target(
                                null,
                                contribution.accountId(),
                                "privacy-request",
                                contribution.id().value())));
        try (var producer = Producers.giveUpAfter(kafka, BROKER_PATIENCE)) {
            var pieces =
                    new SealedPieces(contribution, contributions.service(), run, producer, wire);
            new PartWriter(contributions.service(), held, wire.json())
                    .write(contribution.accountId(), pieces);
            pieces.finish();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
