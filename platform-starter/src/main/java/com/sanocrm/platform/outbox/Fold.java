package com.sanocrm.platform.outbox;

import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * What several effects on one document come to: one write with the events of them all.
 *
 * @param current null if there is no document
 * @param carried what the document carries already
 * @param outgoing what the write adds to that
 */
record Fold<T extends Record>(
        String id,
        @Nullable Stored<T> current,
        T next,
        List<OutboxEntry> carried,
        List<OutboxEntry> outgoing,
        Collection<Position> positions) {

    /**
     * Applies the effects in their order but for those that the document has applied.
     *
     * @param effects of one document
     * @param document null if there is none
     * @return nothing if it has applied them all
     */
    static <T extends Record> Optional<Fold<T>> of(
            List<Effect<T>> effects,
            @Nullable BsonDocument document,
            DocumentForm<T> form,
            OutboxEntries entries) {
        Stored<T> current = document == null ? null : form.decode(document);
        long lastSequence = current == null ? 0 : current.lastSequence();
        @Nullable T next = current == null ? null : current.state();
        var outgoing = new ArrayList<OutboxEntry>();
        Map<String, Position> positions = new LinkedHashMap<>();
        for (Effect<T> effect : effects) {
            var position = new Position(effect.source(), effect.sequence());
            Position last = positions.get(position.source());
            boolean isApplied =
                    (last != null && last.sequence() >= position.sequence())
                            || (document != null && position.isAppliedIn(document));
            if (!isApplied) {
                Change<T> change = effect.change().apply(Optional.ofNullable(next));
                next = change.state();
                outgoing.addAll(
                        entries.of(
                                change.events(),
                                lastSequence + outgoing.size(),
                                effect.traceparent()));
                positions.put(position.source(), position);
            }
        }
        return next == null || positions.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Fold<>(
                                effects.getFirst().id(),
                                current,
                                next,
                                document == null ? List.of() : OutboxEntries.in(document),
                                outgoing,
                                positions.values()));
    }

    WriteModel<BsonDocument> write(DocumentForm<T> form) {
        return current == null
                ? new InsertOneModel<>(form.first(next, outgoing, positions))
                : new UpdateOneModel<>(
                        DocumentForm.unchanged(id, current.version()),
                        form.next(current, next, outgoing, positions));
    }

    boolean isAppliedIn(BsonDocument document) {
        return positions.stream().allMatch(position -> position.isAppliedIn(document));
    }

    /** All that the document carries after the write. */
    List<OutboxEntry> entries() {
        var all = new ArrayList<>(carried);
        all.addAll(outgoing);
        return all;
    }

    long version() {
        return current == null ? 1 : current.version() + 1;
    }
}
