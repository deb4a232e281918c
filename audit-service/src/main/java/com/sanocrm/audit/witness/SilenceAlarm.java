package com.sanocrm.audit.witness;

import com.sanocrm.audit.log.Cosignatures;
import com.sanocrm.audit.log.Witnessed;
import com.sanocrm.contracts.events.WitnessAlarmRaised;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.transparency.VerificationKey;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Raises the alarm when a log that witnesses are to co-sign has been co-signed by none for too
 * long: once, until every log is co-signed again. Every log is shown to them each minute, grown or
 * not, so silence is theirs; an instance that has not run so long itself tells nothing.
 */
@Component
final class SilenceAlarm {
    private static final int AT_ONCE = 100;

    private final Set<String> witnesses;
    private final Duration longest;
    private final Cosignatures cosignatures;
    private final Documents<Silence> told;
    private final Clock clock;
    private final Instant started;
    private final AtomicInteger silent = new AtomicInteger();

    SilenceAlarm(
            WitnessSettings settings,
            Cosignatures cosignatures,
            DocumentsFactory factory,
            Clock clock,
            MeterRegistry meters) {
        this.witnesses =
                settings.addresses().stream()
                        .map(WitnessSettings.Address::key)
                        .map(VerificationKey::name)
                        .collect(Collectors.toUnmodifiableSet());
        this.longest = settings.witnessSilence();
        this.cosignatures = cosignatures;
        this.told = factory.of("witness_silence", Silence.class);
        this.clock = clock;
        this.started = clock.instant();
        meters.gauge("sano.audit.witness.silent", silent);
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    void look() {
        if (witnesses.isEmpty()) {
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<String, Instant> heard = heard();
        List<String> logs = silent(heard, now.minus(longest));
        silent.set(logs.size());
        Silence before = told.create(Change.of(Silence.none())).state();
        if (before.isTold()) {
            if (logs.isEmpty()) {
                told.change(Silence.ID, _ -> Change.of(Silence.none()));
            }
        } else if (!logs.isEmpty() && started.isBefore(now.minus(longest))) {
            told.change(Silence.ID, stored -> told(stored.state(), logs.getFirst(), now));
        }
    }

    /** Another instance may have told it by now. */
    private static Change<Silence> told(Silence stored, String log, Instant now) {
        return stored.isTold()
                ? Change.of(stored)
                : Change.of(
                        stored.told(now),
                        new WitnessAlarmRaised(WitnessAlarmRaised.Kind.SILENT, log, null, now));
    }

    private static List<String> silent(Map<String, Instant> heard, Instant limit) {
        return heard.entrySet().stream()
                .filter(log -> log.getValue().isBefore(limit))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** When each log was co-signed last by any of the witnesses. */
    private Map<String, Instant> heard() {
        var heard = new TreeMap<String, Instant>();
        for (Witnessed each : all()) {
            if (witnesses.contains(each.witness()) && each.isExpected()) {
                heard.merge(each.log(), each.heardAt(), SilenceAlarm::later);
            }
        }
        return heard;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private List<Witnessed> all() {
        var all = new ArrayList<Witnessed>();
        List<Witnessed> page = cosignatures.list(null, AT_ONCE);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = cosignatures.list(page.getLast().id(), AT_ONCE);
        }
        return all;
    }
}
