package com.sanocrm.audit.intake;

import com.sanocrm.audit.log.Leaf;
import com.sanocrm.audit.log.Logs;
import com.sanocrm.contracts.Principal;
import com.sanocrm.contracts.Topic;
import com.sanocrm.platform.audit.AuditMac;
import com.sanocrm.platform.consume.EventReader;
import com.sanocrm.platform.crypto.Keysets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells genuine records from what looks like one. Of two records of one number, or of one id, the
 * first is genuine: Kafka keeps the order of a producer. The other is refused, and refused again
 * whenever it comes again; the same record twice is a repeat.
 */
@Component
final class Screening {
    /** How far a producer's clock may be ahead of ours. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private final EventReader events;
    private final JsonMapper json;
    private final Map<String, AuditMac> macs;
    private final Logs logs;
    private final Numberings numberings;
    private final Clock clock;

    Screening(
            EventReader events,
            JsonMapper json,
            Keysets keysets,
            Logs logs,
            Numberings numberings,
            Clock clock) {
        this.events = events;
        this.json = json;
        this.macs =
                Topic.AUDIT_EVENTS.writers().stream()
                        .map(Principal::wireName)
                        .collect(
                                Collectors.toMap(
                                        service -> service,
                                        service ->
                                                new AuditMac(
                                                        keysets.mac(AuditMac.keyset(service)))));
        this.logs = logs;
        this.numberings = numberings;
        this.clock = clock;
    }

    Poll of(List<ReceivedRecord> polled) {
        Instant latest = clock.instant().plus(CLOCKS_DIFFER);
        var poll = new Poll(numberings::of, this::isLogged);
        for (ReceivedRecord received : polled) {
            switch (Reading.of(received, macs, events, json, latest)) {
                case Reading.Audit(Leaf leaf) -> poll.take(received, leaf);
                case Reading.Poison(Refusal refusal) -> poll.refuse(received, refusal);
            }
        }
        return poll;
    }

    private Poll.Place isLogged(Leaf leaf) {
        return logs.find(leaf.record().eventId())
                .map(there -> there.leaf().isSameRecord(leaf, json))
                .map(isSame -> isSame ? Poll.Place.ITS_OWN : Poll.Place.ANOTHERS)
                .orElse(Poll.Place.NONE);
    }
}
