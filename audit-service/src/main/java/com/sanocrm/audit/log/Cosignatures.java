package com.sanocrm.audit.log;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.events.Event;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import com.sanocrm.transparency.Checkpoint;
import com.sanocrm.transparency.Cosignature;
import com.sanocrm.transparency.SignedNote;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What witnesses say of the logs, kept beside them: a log is appended to whatever they say, and
 * shows their signatures as soon as it has them.
 */
@Component
public final class Cosignatures {
    private static final int MAX_WITNESSES = 16;

    private final Documents<Witnessed> documents;
    private final Clock clock;
    private final Set<LogName> grown = ConcurrentHashMap.newKeySet();
    private volatile boolean wanted;

    Cosignatures(DocumentsFactory factory, Clock clock) {
        this.documents = factory.of("witnessed", Witnessed.class);
        // A checkpoint is shown with what every witness said of its log.
        documents.createIndex(Indexes.ascending("log"), new IndexOptions());
        this.clock = clock;
    }

    /** From now on somebody asks for the logs that have grown. */
    public void want() {
        wanted = true;
    }

    void grown(LogName log) {
        if (wanted) {
            grown.add(log);
        }
    }

    /** Those that have grown since the last call, in this process. */
    public Set<LogName> takeGrown() {
        var taken = new HashSet<LogName>(grown);
        grown.removeAll(taken);
        return taken;
    }

    /** What the witness said last, if it ever did. */
    public Optional<Witnessed> find(LogName log, String witness) {
        return documents.find(Witnessed.id(log, witness)).map(Stored::state);
    }

    /** By log and witness, after that id. */
    public List<Witnessed> list(@Nullable String after, int limit) {
        Bson filter = after == null ? Filters.empty() : Filters.gt("_id", after);
        return documents.list(filter, Sorts.ascending("_id"), limit).stream()
                .map(Stored::state)
                .toList();
    }

    /** Of two answers that overtake each other the larger tree stays. */
    public void put(LogName log, SignedNote note, Cosignature cosignature, String witness) {
        long size = Checkpoint.parse(note.text()).size();
        String cosigned = note.with(List.of(cosignature.line())).toString();
        change(
                log,
                witness,
                before ->
                        before.size() > size
                                ? before
                                : before.cosigned(size, cosigned, cosignature.time(), now()));
    }

    /** It did not co-sign; what it co-signed before stays. */
    public void put(LogName log, String witness, Witnessed.State refusal) {
        change(log, witness, before -> before.refused(refusal, now()));
    }

    private void change(LogName log, String witness, UnaryOperator<Witnessed> change) {
        String id = Witnessed.id(log, witness);
        Witnessed before =
                documents
                        .find(id)
                        .orElseGet(
                                () ->
                                        documents.create(
                                                Change.of(Witnessed.never(log, witness, now()))))
                        .state();
        if (!change.apply(before).equals(before)) {
            documents.change(id, stored -> changed(stored.state(), change.apply(stored.state())));
        }
    }

    /** With the alarm that the change is, so that none is lost and none comes twice. */
    private static Change<Witnessed> changed(Witnessed before, Witnessed after) {
        List<Event> alarm =
                after.state() == before.state()
                        ? List.of()
                        : after.alarm().<Event>map(raised -> raised).stream().toList();
        return new Change<>(after, alarm);
    }

    /** The note, with the cosignatures that there are of the same text. */
    String under(LogName log, String checkpoint) {
        return wanted ? joined(SignedNote.parse(checkpoint), cosigned(log)).toString() : checkpoint;
    }

    /**
     * The newest checkpoint that some witness has co-signed, with the signatures of all that did.
     */
    public Optional<SignedNote> newest(LogName log) {
        List<SignedNote> cosigned = cosigned(log);
        return cosigned.stream()
                .max(Comparator.comparingLong(note -> Checkpoint.parse(note.text()).size()))
                .map(newest -> joined(newest, cosigned));
    }

    private static SignedNote joined(SignedNote note, List<SignedNote> others) {
        return note.with(
                others.stream()
                        .filter(other -> other.text().equals(note.text()))
                        .flatMap(other -> other.signatures().stream())
                        .filter(line -> !note.signatures().contains(line))
                        .distinct()
                        .toList());
    }

    private List<SignedNote> cosigned(LogName log) {
        return documents
                .list(Filters.eq("log", log.value()), Sorts.ascending("_id"), MAX_WITNESSES)
                .stream()
                .flatMap(stored -> Optional.ofNullable(stored.state().note()).stream())
                .map(SignedNote::parse)
                .toList();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
