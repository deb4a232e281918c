package com.sanocrm.audit.export;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.events.Event;
import com.sanocrm.contracts.id.AuditExportId;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All saved exports, and their parts. */
@Component
class AuditExports {
    private final Documents<AuditExport> exports;
    private final MongoCollection<Document> parts;

    AuditExports(DocumentsFactory documents, MongoDatabase database) {
        this.exports = documents.of("audit_exports", AuditExport.class);
        // What is to be made, and what has expired.
        exports.createIndex(Indexes.ascending("status", "expiresAt"), new IndexOptions());
        this.parts = database.getCollection("audit_export_parts");
    }

    AuditExport ask(AuditExport asked, Event audit) {
        return exports.create(Change.of(asked, audit)).state();
    }

    Optional<AuditExport> find(AuditExportId id) {
        return exports.find(id.value()).map(Stored::state);
    }

    /** Newest first. */
    List<AuditExport> newest(@Nullable String before, int limit) {
        return exports
                .list(
                        before == null ? Filters.empty() : Filters.lt("_id", before),
                        Sorts.descending("_id"),
                        limit)
                .stream()
                .map(Stored::state)
                .toList();
    }

    /** Oldest first. */
    List<AuditExport> unfinished(int limit) {
        return exports
                .list(
                        Filters.eq("status", AuditExport.Status.MAKING.name()),
                        Sorts.ascending("_id"),
                        limit)
                .stream()
                .map(Stored::state)
                .toList();
    }

    AuditExport change(AuditExportId id, UnaryOperator<AuditExport> decision) {
        return exports.change(id.value(), stored -> Change.of(decision.apply(stored.state())))
                .state();
    }

    /** A repeat replaces it. */
    void put(AuditExportId id, int number, byte[] lines) {
        String part = part(id, number);
        parts.replaceOne(
                Filters.eq("_id", part),
                new Document("_id", part).append("lines", new Binary(lines)),
                new ReplaceOptions().upsert(true));
    }

    byte[] get(AuditExportId id, int number) {
        Document part = parts.find(Filters.eq("_id", part(id, number))).first();
        if (part == null) {
            throw new IllegalStateException("an export has lost a part");
        }
        return part.get("lines", Binary.class).getData();
    }

    /** Removes what nobody may download any more: its parts first, so that none is forgotten. */
    void expire(Instant now) {
        for (AuditExport.Status status :
                List.of(AuditExport.Status.MAKING, AuditExport.Status.READY)) {
            for (Stored<AuditExport> old :
                    exports.list(
                            Filters.and(
                                    Filters.eq("status", status.name()),
                                    Filters.lt("expiresAt", java.util.Date.from(now))),
                            Sorts.ascending("expiresAt"),
                            100)) {
                AuditExportId id = old.state().exportId();
                for (int number = 0; number < old.state().parts(); number++) {
                    parts.deleteOne(Filters.eq("_id", part(id, number)));
                }
                change(id, AuditExport::expired);
            }
        }
    }

    private static String part(AuditExportId id, int number) {
        return "%s/%06d".formatted(id, number);
    }
}
