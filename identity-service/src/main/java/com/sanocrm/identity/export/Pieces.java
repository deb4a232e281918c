package com.sanocrm.identity.export;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.sanocrm.contracts.events.ExportPartSent;
import com.sanocrm.contracts.id.PrivacyRequestId;
import com.sanocrm.platform.export.PartPlace;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.Documents;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.Stored;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.springframework.stereotype.Component;

/** The pieces as they came, sealed. */
@Component
class Pieces {
    private final Documents<Piece> documents;

    Pieces(DocumentsFactory factory) {
        this.documents = factory.of("export_parts", Piece.class);
        documents.createIndex(
                Indexes.ascending("requestId", "run", "number"), new IndexOptions().name("of"));
        documents.createIndex(
                Indexes.ascending("receivedAt"), new IndexOptions().name("removeOld"));
    }

    /** Public for the store's codec. */
    public record Piece(
            @BsonId String id,
            PrivacyRequestId requestId,
            String service,
            String run,
            int number,
            boolean last,
            Binary sealed,
            Instant receivedAt) {
        PartPlace place() {
            return new PartPlace(requestId, service, run, number, last);
        }
    }

    /** A piece that comes twice is stored once. */
    void add(ExportPartSent part, Instant now) {
        var _ =
                documents.createUnlessThere(
                        Change.of(
                                new Piece(
                                        id(part.requestId(), part.run(), part.number()),
                                        part.requestId(),
                                        part.service(),
                                        part.run(),
                                        part.number(),
                                        part.last(),
                                        new Binary(Base64.getDecoder().decode(part.sealed())),
                                        now)));
    }

    /** Whether every piece from the first to the last is here. */
    boolean isWhole(PrivacyRequestId request, String run) {
        return documents.list(of(request, run), Sorts.descending("number"), 1).stream()
                .map(Stored::state)
                .anyMatch(
                        newest ->
                                newest.last()
                                        && documents.count(of(request, run)) == newest.number());
    }

    Optional<Piece> find(PrivacyRequestId request, String run, int number) {
        return documents.find(id(request, run, number)).map(Stored::state);
    }

    long remove(PrivacyRequestId request) {
        return documents.remove(Filters.eq("requestId", request.value()));
    }

    /** What came for an export that is no more. */
    long removeOld(Instant before) {
        return documents.remove(Filters.lt("receivedAt", Date.from(before)));
    }

    private static Bson of(PrivacyRequestId request, String run) {
        return Filters.and(Filters.eq("requestId", request.value()), Filters.eq("run", run));
    }

    private static String id(PrivacyRequestId request, String run, int number) {
        return request.value() + "/" + run + "/" + number;
    }
}
